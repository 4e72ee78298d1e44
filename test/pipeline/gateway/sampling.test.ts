import type { CollectorConfiguration } from '../../support/collector-process';
import { type GatewayLine, startGatewayLine } from '../../support/gateway-line';
import { newRunId } from '../../support/run-ids';
import { newTraceId, type SentSpan, sendSpans } from '../../support/send-spans';

jest.setTimeout(180_000);

const TRACES = 40;
const sampling = { enabled: true, decisionWait: '3s', percentage: 0 };

const startLine = (agentInstead?: (configuration: CollectorConfiguration) => CollectorConfiguration) =>
  startGatewayLine({ values: { gateway: { sampling } }, agents: 2, gateways: 2, agentInstead });

/** As it was before: all signals to the Service, which gives each agent another pod. */
function withoutLoadBalancing(configuration: CollectorConfiguration): CollectorConfiguration {
  configuration.service.pipelines.traces.exporters = ['otlp_grpc/gateway'];
  return configuration;
}

/** The first half of each trace by one agent, the second by another; only the second tells whether it is kept. */
async function sendInPieces({ agents }: GatewayLine, second: Partial<SentSpan>): Promise<string[]> {
  const traces = Array.from({ length: TRACES }, newTraceId);
  const half = (name: string, more: Partial<SentSpan>) => traces.map(traceId => ({ traceId, name, ...more }));
  expect(await sendSpans(agents[0].http, half('first', {}))).toBe(200);
  expect(await sendSpans(agents[1].http, half('second', second))).toBe(200);
  return traces;
}

/** Of each trace, which of its spans arrived. */
async function arrivedOf({ sink }: GatewayLine, traces: readonly string[]): Promise<string[]> {
  const spans = await sink.spans();
  return traces.map(trace =>
    spans
      .filter(({ traceId }) => traceId === trace)
      .map(({ name }) => name)
      .sort()
      .join(' '),
  );
}

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

describe('with the agents that the chart makes', () => {
  let line: GatewayLine;
  beforeAll(async () => {
    line = await startLine();
  });
  afterAll(() => line?.stop());

  test('every trace with a run and every trace with an error is kept whole, and the others are not', async () => {
    const runs = await sendInPieces(line, { attributes: { 'botanu.run_id': newRunId() } });
    const errors = await sendInPieces(line, { isError: true });
    const others = await sendInPieces(line, {});
    await line.sink.waitForSpans(4 * TRACES, 30_000);
    await pause(3_000);

    expect(await arrivedOf(line, runs)).toEqual(runs.map(() => 'first second'));
    expect(await arrivedOf(line, errors)).toEqual(errors.map(() => 'first second'));
    expect(await arrivedOf(line, others)).toEqual(others.map(() => ''));
    process.stderr.write(
      `  ${TRACES} traces each: with a run kept whole, with an error kept whole, others dropped\n`,
    );
  });

  test('both gateways have had their share', async () => {
    const shares = await Promise.all(
      line.gateways.map(async ({ metrics }) => {
        const text = await (await fetch(metrics)).text();
        return Number(/otelcol_receiver_accepted_spans_total\{.*\} (\d+)/.exec(text)?.[1] ?? 0);
      }),
    );
    process.stderr.write(`  spans by gateway: ${shares.join(' and ')}\n`);
    expect(Math.min(...shares)).toBeGreaterThan(0);
    expect(shares[0] + shares[1]).toBe(6 * TRACES);
  });
});

test('a pod that ends in order decides on what it has before it ends', async () => {
  const line = await startGatewayLine({
    values: { gateway: { sampling: { ...sampling, decisionWait: '5m' } } },
  });
  try {
    const spans = [{ traceId: newTraceId(), name: 'run', attributes: { 'botanu.run_id': newRunId() } }];
    expect(await sendSpans(line.agents[0].http, spans)).toBe(200);
    expect(await line.sink.spans()).toEqual([]);
    const took = await line.gateways[0].terminate();
    expect((await line.sink.spans()).map(({ name }) => name)).toEqual(['run']);
    process.stderr.write(`  ended in order after ${took.toFixed(1)} s, with what waited for its decision sent
`);
  } finally {
    await line.stop();
  }
});

/** As the load balancer's own defaults have it: a queue behind the choice, that acknowledges at once. */
function withItsOwnQueue(configuration: CollectorConfiguration): CollectorConfiguration {
  const { protocol, resolver, routing_key } = configuration.exporters.load_balancing;
  const { sending_queue, retry_on_failure, ...otlp } = protocol.otlp;
  configuration.exporters.load_balancing = { routing_key, resolver, protocol: { otlp } };
  return configuration;
}

test('while one of the gateways is away, nothing that was meant for it is acknowledged; the control does', async () => {
  const answerOf = async (
    agentInstead?: (configuration: CollectorConfiguration) => CollectorConfiguration,
  ) => {
    const line = await startLine(agentInstead);
    try {
      await line.gateways[1].terminate();
      const spans = Array.from({ length: TRACES }, () => ({ traceId: newTraceId(), name: 'one' }));
      const answer = sendSpans(line.agents[0].http, spans, 5_000);
      return await answer.catch((error: Error) => error.name);
    } finally {
      await line.stop();
    }
  };
  expect(await answerOf()).toBe('TimeoutError');
  expect(await answerOf(withItsOwnQueue)).toBe(200);
});

test('the control, without load balancing, splits traces: the half that tells nothing is dropped', async () => {
  const line = await startLine(withoutLoadBalancing);
  try {
    const runs = await sendInPieces(line, { attributes: { 'botanu.run_id': newRunId() } });
    await line.sink.waitForSpans(TRACES, 30_000);
    await pause(3_000);
    const arrived = await arrivedOf(line, runs);
    process.stderr.write(
      `  control: ${arrived.filter(names => names === 'second').length} of ${TRACES} traces split\n`,
    );
    expect(arrived).toEqual(runs.map(() => 'second'));
  } finally {
    await line.stop();
  }
});
