/** Inputs that are wrong, each in one way, with what must be said of it. */
import { SHAPED_BY_HAND, SHAPES } from './bad-shapes';

export interface BadInput {
  readonly what: string;
  /** Laid over `{ exporter: { endpoint: 'backend:4317' } }`. */
  readonly values: Record<string, unknown>;
  readonly code: string;
  readonly at: string;
  /** Some words of the way out. */
  readonly fix: RegExp;
  /** In the chart, the schema says no before any rule is asked; it knows where and what, but no way out. */
  readonly bySchema: boolean;
  /** What nobody may see in a message. */
  readonly secret?: string;
}

export type Row = readonly [
  what: string,
  at: string,
  value: unknown,
  code: string,
  fix: RegExp,
  others?: object,
];

export const input =
  (bySchema: boolean) =>
  ([what, at, value, code, fix, others]: Row): BadInput => ({
    what,
    values: laidOver(nested(at.split('.'), value), others ?? {}),
    code,
    at: at.replace('\0', '.'),
    fix,
    bySchema,
  });

/** `a.b\0c.d`: what follows the NUL is one key. */
function nested(path: readonly string[], value: unknown): Record<string, unknown> {
  const [before, ...rest] = path.join('.').split('\0');
  const keys = rest.length > 0 ? [...before.split('.'), rest.join()] : [...path];
  return keys.reduceRight((inner: unknown, key) => ({ [key]: inner }), value) as Record<string, unknown>;
}

export function laidOver(base: Record<string, unknown>, over: object): Record<string, unknown> {
  const isMap = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  const merged = Object.entries(over).map(([key, value]) => {
    const below = base[key];
    return [key, isMap(value) && isMap(below) ? laidOver(below, value) : value] as const;
  });
  return { ...base, ...Object.fromEntries(merged) };
}

const FORMATS: readonly Row[] = [
  ['an upper case name', 'fullnameOverride', 'Botanu', 'format', /lower case letters/],
  ['a name with a face', 'nameOverride', 'col😀', 'format', /lower case letters/],
  ['a label with a space', 'commonLabels.team', 'the team', 'format', /letters, digits/],
  ['YAML in a label', 'commonLabels.team', 'a\nspec: {}', 'format', /letters, digits/],
  ['a template as a label', 'commonLabels.team', '{{ .Values.x }}', 'format', /letters, digits/],
  ['an annotation with two slashes', 'collector.podAnnotations.a/b/c', 'x', 'key-format', /prefix\/name/],
  ['a label name with a line end', 'commonLabels.a\n', 'x', 'key-format', /prefix\/name/],
  [
    'a variable that begins with a digit',
    'collector.extraEnv.1A',
    'x',
    'key-format',
    /not beginning with a digit/,
  ],
  ['a Secret with a slash', 'exporter.tls.caSecret.name', 'team/ca', 'format', /lower case letters/],
  ['a key of a Secret with a space', 'exporter.tls.caSecret.key', 'ca crt', 'format', /for example ca.crt/],
  ['a header with a space', 'exporter.headers.X Team', 'a', 'key-format', /X-Scope-OrgID/],
  ['a header within a header', 'exporter.headers.X-Team', 'a\r\nX-Admin: yes', 'format', /one line/],
  ['a component with a space', 'receivers.my receiver', {}, 'key-format', /type or type\/name/],
  [
    'a tag in the repository',
    'image.repository',
    'otel/collector:1',
    'format',
    /without registry, tag or digest/,
  ],
  ['a scheme in the registry', 'image.registry', 'https://ghcr.io', 'format', /without scheme/],
  ['a tag with a space', 'image.tag', '0.1 60', 'format', /write a version/],
  ['half a digest', 'image.digest', 'sha256:abc', 'format', /64 hexadecimal digits/],
  ['a path that is not whole', 'delivery.storage.hostPath', 'data', 'format', /write a whole path/],
  [
    'a volume in upper case',
    'collector.extraVolumes.CA',
    { emptyDir: {} },
    'key-format',
    /lower case letters/,
  ],
  ['mb for Mi', 'delivery.storage.size', '512mb', 'format', /512Mi/],
  ['less than no memory', 'collector.resources.requests.memory', '-1Mi', 'format', /512Mi/],
  ['mi for m', 'collector.resources.requests.cpu', '500mi', 'format', /500m/],
  ['a duration without a unit', 'exporter.timeout', '10', 'format', /10s/],
  ['a duration that Go cannot count', 'exporter.timeout', '9999999999h', 'format', /10s/],
  ['less than no time', 'delivery.batch.timeout', '-5s', 'format', /10s/],
  [
    'a port in the name of a server',
    'exporter.tls.serverName',
    'otlp.example.com:4317',
    'format',
    /host name/,
  ],
  ['a priority class in upper case', 'collector.priorityClassName', 'High', 'format', /lower case letters/],
];

const E = 'exporter.endpoint';
const http = { exporter: { protocol: 'http' } };
const insecure = { exporter: { tls: { enabled: false } } };

const ENDPOINTS: readonly Row[] = [
  ['no endpoint', E, '', 'endpoint-missing', /--set exporter.endpoint=backend:4317/],
  ['a scheme with gRPC', E, 'https://backend:4317', 'endpoint-scheme', /write host:port/],
  ['a scheme of another kind with gRPC', E, 'dns:///backend:4317', 'endpoint-scheme', /write host:port/],
  ['no scheme with HTTP', E, 'backend:4318', 'endpoint-scheme', /write https:\/\//, http],
  ['port 0 of the backend', E, 'backend:0', 'endpoint-port', /4317 is usual/],
  ['port 70000 of the backend', E, 'backend:70000', 'endpoint-port', /4317 is usual/],
  ['port 70000 in a URL', E, 'https://backend:70000', 'endpoint-port', /4317 is usual/, http],
  ['a name for a port', E, 'backend:http', 'endpoint-form', /write host:port/],
  ['no port with gRPC', E, 'backend', 'endpoint-form', /write host:port/],
  ['a path with gRPC', E, 'backend:4317/v1', 'endpoint-form', /write host:port/],
  ['a trailing space', E, 'backend:4317 ', 'endpoint-space', /take the space/],
  ['a trailing line end', E, 'backend:4317\n', 'endpoint-space', /take the space/],
  ['an IPv6 address without brackets', E, '2001:db8::1:4317', 'endpoint-ipv6', /\[address\]:port/],
  ['a variable that nobody defined', E, '${env:BACKEND}', 'endpoint-form', /write host:port/],
  ['a template', E, '{{.Values.x}}', 'endpoint-form', /write host:port/],
  ['its own port', E, 'localhost:4317', 'endpoint-loop', /backend behind it/],
  ['its own port by number', E, '[::1]:4318', 'endpoint-loop', /backend behind it/],
  ['its own Service', E, 'botanu-collector:4317', 'endpoint-loop', /backend behind it/],
  [
    'its own Service, in full',
    E,
    'botanu-collector.observability.svc:4317',
    'endpoint-loop',
    /backend behind it/,
  ],
  ['HTTP with TLS on', E, 'http://backend:4318', 'endpoint-tls', /write https:\/\//, http],
  [
    'HTTPS with TLS off',
    E,
    'https://backend:4318',
    'endpoint-tls',
    /write http:\/\//,
    laidOver(http, insecure),
  ],
];

const CREDENTIALS: readonly BadInput[] = [
  ...(
    [
      [
        'a password in the URL',
        E,
        'https://me:hunter2@backend',
        'endpoint-credentials',
        /bearerTokenSecret/,
        http,
      ],
      [
        'a password before the host',
        E,
        'me:hunter2@backend:4317',
        'endpoint-credentials',
        /headersFromSecret/,
      ],
      [
        'a token as a header',
        'exporter.headers.Authorization',
        'hunter2',
        'plain-credentials',
        /headersFromSecret/,
      ],
      [
        'a key as a header',
        'exporter.headers.x-api-key',
        'hunter2',
        'plain-credentials',
        /headersFromSecret/,
      ],
      [
        'a password as a variable',
        'collector.extraEnv.DB_PASSWORD',
        'hunter2',
        'plain-credentials',
        /\{secret:/,
      ],
    ] as const
  ).map(row => ({ ...input(false)(row), secret: 'hunter2' })),
];

/** Wrong on its own. */
export const BAD_INPUTS: readonly BadInput[] = [
  ...SHAPES.map(input(true)).map(bad => ({
    ...bad,
    values: (SHAPED_BY_HAND[bad.at] ?? bad.values) as never,
  })),
  ...FORMATS.map(input(false)),
  ...ENDPOINTS.map(input(false)),
  ...CREDENTIALS,
];
