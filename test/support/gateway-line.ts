/** Agents, gateways and a backend, each a process of its own, on the configurations that the chart renders. */
import { type Pods, renderedConfig, renderedPod } from './chart';
import { type CollectorConfiguration, type RunningCollector, startCollector } from './collector-process';
import { type Sink, type SinkOptions, startSink } from './otlp-lab';
import { freePort } from './processes';

export interface GatewayLine {
  readonly agents: readonly RunningCollector[];
  readonly gateways: readonly RunningCollector[];
  readonly sink: Sink;
  /** The configurations, before any address is replaced. */
  readonly configurations: Record<Pods, CollectorConfiguration>;
  stop(): Promise<void>;
}

export interface LineOptions {
  /** Values of the chart besides `exporter` and `gateway.enabled`. */
  readonly values?: { readonly gateway?: object; readonly [key: string]: unknown };
  readonly agents?: number;
  readonly gateways?: number;
  readonly sink?: SinkOptions;
  /** Takes the place of the gateway's configuration: a control. */
  readonly gatewayInstead?: (backend: string) => CollectorConfiguration;
  /** Changes what agents run with: a control. */
  readonly agentInstead?: (configuration: CollectorConfiguration) => CollectorConfiguration;
}

export async function startGatewayLine(options: LineOptions = {}): Promise<GatewayLine> {
  const sink = await startSink({ grpc: `127.0.0.1:${await freePort()}`, ...options.sink });
  const values = {
    exporter: { endpoint: sink.grpc, tls: { enabled: false } },
    ...options.values,
    gateway: { enabled: true, ...options.values?.gateway },
  };
  const configurations = {
    agents: await renderedConfig(values),
    gateway: await renderedConfig(values, 'gateway'),
  };
  const running: RunningCollector[] = [];
  const start = async (...given: Parameters<typeof startCollector>) => {
    const collector = await startCollector(...given);
    running.push(collector);
    return collector;
  };
  const stop = async () => {
    for (const collector of running) await collector.stop();
    await sink.stop();
  };
  try {
    const gatewayConfiguration = options.gatewayInstead?.(sink.grpc) ?? configurations.gateway;
    const { env } = await renderedPod(values, 'gateway');
    const gateways = await severally(options.gateways ?? 1, () => start(gatewayConfiguration, { env }));
    const addresses = gateways.map(({ grpc }) => grpc);
    const { env: agentEnv } = await renderedPod(values);
    // As a Service does, it gives each agent one of the pods.
    const agents = await severally(options.agents ?? 1, index =>
      start(options.agentInstead?.(structuredClone(configurations.agents)) ?? configurations.agents, {
        env: agentEnv,
        gateways: [...addresses.slice(index), ...addresses.slice(0, index)],
      }),
    );
    return { agents, gateways, sink, configurations, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function severally<T>(count: number, start: (index: number) => Promise<T>): Promise<T[]> {
  const started: T[] = [];
  for (let index = 0; index < count; index += 1) started.push(await start(index));
  return started;
}
