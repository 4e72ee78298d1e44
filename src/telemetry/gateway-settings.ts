/** What the installer may change of the gateway's configuration, and of how agents send to it. */
import { choice, type Format, integer, mapOf, raw, section, text, toggle } from '../values/definition';
import { DURATION } from '../values/formats';

const POLICY_NAME: Format = {
  pattern: '^[a-z0-9]([-_a-z0-9]{0,61}[a-z0-9])?$',
  help: 'use lower case letters, digits, "-" and "_", at most 63, for example slow-checkout',
};

const sampling = section(
  'Keeps some traces and drops others, each whole. Every trace with botanu.run_id and every trace with an error is kept. While a trace waits for its decision it is in memory only, so what `sync` and `durable` promise does not hold for traces.',
  {
    enabled: toggle({ about: 'Whether traces are sampled. Metrics and logs never are.', default: false }),
    decisionWait: text({
      about: 'How long the spans of a trace are waited for, from its first one on.',
      default: '10s',
      format: DURATION,
      minLength: 1,
      maxLength: 20,
    }),
    percentage: integer({
      about: 'How many of the other traces are kept, in percent.',
      default: 10,
      min: 0,
      max: 100,
    }),
    maxTraces: integer({
      about: 'Most traces that wait for their decision in one pod; beyond it agents have to wait.',
      default: 50000,
      min: 100,
      max: 10000000,
    }),
    policies: mapOf(
      raw({ about: 'The policy, as the tail_sampling processor reads it, without its name.' }),
      {
        about:
          'Further policies by name: a trace is kept if any policy keeps it and no `drop` policy drops it.',
        keys: POLICY_NAME,
        example: { slow: { type: 'latency', latency: { threshold_ms: 2000 } } },
      },
    ),
  },
);

/** Without its pods, which depend on where the collector runs. */
export const gateway = {
  enabled: toggle({
    about:
      'Whether there is one. `exporter` with its Secrets, and `exporters`, then belong to the gateway, and agents send to the gateway alone; `receivers`, `processors`, `runId`, `presets` and `config` stay with the agents.',
    default: false,
  }),
  compression: choice(['zstd', 'gzip', 'snappy', 'none'], {
    about:
      'Compression between agents and gateway. zstd packs best and costs a quarter of gzip, and here both ends know it; none saves processor time where traffic between nodes costs nothing.',
    default: 'zstd',
  }),
  sampling,
  config: raw({
    about: 'Laid over the whole configuration of the gateway last, as `config` is over that of the agents.',
    example: { service: { telemetry: { logs: { level: 'debug' } } } },
  }),
};
