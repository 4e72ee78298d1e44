/** Inputs of collectors that the operator runs which are wrong, each in one way, with what must be said of it. */
import { type BadInput, input, laidOver, type Row } from './bad-inputs';

const exporter = { endpoint: 'backend:4317' };
const A = 'collectors.a';
const E = `${A}.exporter.endpoint`;
const T = `${A}.targetAllocator`;
const a = (of: object) => ({ collectors: { a: laidOver({ exporter }, of) } });
const insecure = a({ exporter: { tls: { enabled: false } } });
const http = { collectors: { a: { exporter: { protocol: 'http' } } } };
const scraping = { scrapeConfigs: [{ job_name: 'shop' }] };
const allocated = { targetAllocator: { enabled: true }, ...scraping };
const named = a({ mode: 'statefulset', ...allocated });
const beside = a({ mode: 'sidecar' });
const besideNothing = { collectors: { a: { mode: 'sidecar' } } };
const LONG = 'a'.repeat(43);

/** Each is laid over no settings at all. */
const BY_RULE: readonly Row[] = [
  ['a collector without a backend', E, '', 'endpoint-missing', /--set collectors\.a\.exporter\.endpoint=/],
  ['a scheme with gRPC', E, 'https://backend:4317', 'endpoint-scheme', /write host:port/],
  ['no scheme with HTTP', E, 'backend:4318', 'endpoint-scheme', /write https:\/\//, http],
  [
    'HTTP with TLS on',
    E,
    'http://backend:4318',
    'endpoint-tls',
    /collectors\.a\.exporter\.tls\.enabled/,
    http,
  ],
  ['its own Service', E, 'a-collector:4317', 'endpoint-loop', /backend behind it/],
  ['its own Service, in full', E, 'a-collector.observability.svc:4317', 'endpoint-loop', /backend behind it/],
  ['its own port', E, 'localhost:4317', 'endpoint-loop', /backend behind it/, besideNothing],
  [
    'a Secret and no TLS',
    `${A}.exporter.tls.caSecret.name`,
    'ca',
    'needs-tls',
    /collectors\.a\.exporter\.tls\.enabled/,
    insecure,
  ],
  [
    'a key in plain text',
    `${A}.exporter.headers.X-Api-Key`,
    'hunter2',
    'plain-credentials',
    /collectors\.a\.exporter\.headersFromSecret/,
    a({}),
  ],
  ['a header with a space', `${A}.exporter.headers.X Team`, 'a', 'key-format', /X-Scope-OrgID/, a({})],
  ['a Secret with a slash', `${A}.exporter.tls.caSecret.name`, 'team/ca', 'format', /lower case/, a({})],
  [
    'retries that end before they begin',
    `${A}.exporter.retry.maxElapsedTime`,
    '10s',
    'retry',
    /longer/,
    a({}),
  ],
  ['a name in upper case', 'collectors.Gateway', { exporter }, 'key-format', /lower case letters/],
  ['a name without room', `collectors.${LONG}`, { exporter }, 'name-too-long', /at most 42/],
  [
    'two pods on each node',
    `${A}.replicas`,
    2,
    'replicas',
    /deployment or statefulset/,
    a({ mode: 'daemonset' }),
  ],
  ['two sidecars', `${A}.replicas`, 2, 'replicas', /deployment or statefulset/, beside],
  [
    'a sidecar with tolerations',
    `${A}.tolerations`,
    [{ operator: 'Exists' }],
    'sidecar',
    /on the pods/,
    beside,
  ],
  ['a sidecar with a priority', `${A}.priorityClassName`, 'high', 'sidecar', /on the pods/, beside],
  ['a sidecar with an affinity', `${A}.affinity`, { podAffinity: {} }, 'sidecar', /on the pods/, beside],
  ['a sidecar on some nodes', `${A}.nodeSelector`, { disk: 'fast' }, 'sidecar', /on the pods/, beside],
  ['a sidecar with an account', `${A}.serviceAccount`, 'shop', 'sidecar', /on the pods/, beside],
  ['an allocator of a deployment', `${T}.enabled`, true, 'allocator-mode', /statefulset/, a(scraping)],
  [
    'an allocator of sidecars',
    `${T}.enabled`,
    true,
    'allocator-mode',
    /statefulset/,
    a({ mode: 'sidecar', ...scraping }),
  ],
  [
    'hashing among nodes',
    `${T}.allocationStrategy`,
    'consistent-hashing',
    'allocator-strategy',
    /write per-node/,
    a({ mode: 'daemonset', ...allocated }),
  ],
  ['nodes among names', `${T}.allocationStrategy`, 'per-node', 'allocator-strategy', /daemonset/, named],
  [
    'two allocators that count',
    `${T}.replicas`,
    2,
    'allocator-replicas',
    /consistent-hashing/,
    laidOver(named, { collectors: { a: { targetAllocator: { allocationStrategy: 'least-weighted' } } } }),
  ],
  [
    'an allocator of nothing',
    `${T}.enabled`,
    true,
    'nothing-scraped',
    /scrapeConfigs/,
    a({ mode: 'statefulset' }),
  ],
  [
    'monitors that nobody follows',
    `${T}.prometheusCR.enabled`,
    true,
    'allocator-missing',
    /targetAllocator\.enabled to true/,
    a({ mode: 'statefulset' }),
  ],
  [
    'a job without a name',
    `${A}.scrapeConfigs`,
    [{ scrape_interval: '1s' }],
    'job-name',
    /job_name: shop/,
    a({}),
  ],
  ['an interval without a unit', `${T}.reloadInterval`, '30', 'format', /1m30s/, named],
  ['any collector', `${A}.image.tag`, 'latest', 'image-pinned', /give a digest/, a({})],
  ['any allocator', `${T}.image.tag`, 'latest', 'image-pinned', /give a digest/, named],
  [
    'a tag in the repository',
    `${A}.image.repository`,
    'otel/collector:1',
    'format',
    /without registry/,
    a({}),
  ],
  ['no limit of memory', `${A}.resources.limits.memory`, '', 'memory-limit', /512Mi/, a({})],
  [
    'too little memory',
    `${A}.resources.limits.memory`,
    '64Mi',
    'memory-limit',
    /512Mi/,
    a({ resources: { requests: { memory: '32Mi' } } }),
  ],
  [
    'more than there may be',
    `${A}.resources.requests.memory`,
    '1Gi',
    'request-above-limit',
    /raise the limit/,
    a({}),
  ],
  ['mb for Mi', `${A}.resources.requests.memory`, '64mb', 'format', /512Mi/, a({})],
  [
    'a key with nothing behind it',
    `${A}.config`,
    { receivers: { otlp: { protocols: { grpc: null } } } },
    'null',
    /grpc: \{\}/,
    a({}),
  ],
  [
    'the exporter of old',
    `${A}.config.exporters`,
    { logging: {} },
    'removed-component',
    /write debug/,
    a({}),
  ],
];

const BY_SCHEMA: readonly Row[] = [
  ['a mode that there is not', `${A}.mode`, 'job', 'choice', /one of these words/, a({})],
  ['no pods', `${A}.replicas`, 0, 'range', /stay within the bounds/, a({})],
  ['a configuration as text', `${A}.config`, 'receivers: {}', 'type', /give a map/, a({})],
  [
    'a strategy that there is not',
    `${T}.allocationStrategy`,
    'round-robin',
    'choice',
    /one of these words/,
    named,
  ],
  ['a setting that there is not', `${A}.modes`, 'sidecar', 'unknown-setting', /did you mean "mode"/, a({})],
  ['a list for the collectors', 'collectors', [{ exporter }], 'type', /give a map/],
];

export const BAD_COLLECTORS: readonly BadInput[] = [
  ...BY_RULE.map(input(false)),
  ...BY_SCHEMA.map(input(true)),
];
