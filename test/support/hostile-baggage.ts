import { MAX_VALUE_LENGTH } from '../../src/telemetry/run-id';

/** A `baggage` header that nobody means well by, or that somebody got wrong. */
export interface HostileBaggage {
  /** What is wrong with it. */
  readonly kind: string;

  readonly header: string;

  /** The run_id that it carries by W3C Baggage; undefined if none, or none that is a UUIDv7. */
  readonly runId: string | undefined;

  /**
   * Every outcome that does no harm, `runId` among them. There are others where the specification leaves a
   * choice (several members of one key, more than has to be carried), and where a UUID is percent-coded,
   * which a reader of the header's text need not see through.
   */
  readonly harmless: readonly (string | undefined)[];
}

/** The same values for the same seed, on any machine. */
export function hostileBaggage(count = 10_000, seed = 1): HostileBaggage[] {
  const random = randomSource(seed);
  const kinds = Object.keys(GENERATORS);
  return Array.from({ length: count }, (_, at) => {
    const kind = kinds[at % kinds.length];
    const header = GENERATORS[kind](random);
    return { kind, header, ...readBaggage(header) };
  });
}

const KEY = 'botanu.run_id';
const VERSION_7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

// What W3C Baggage allows: https://www.w3.org/TR/baggage/#definition. These lines do not share a word with
// the pattern that they test.
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const BAGGAGE_OCTETS = /^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*$/;
const MUST_CARRY_MEMBERS = 64;
const MUST_CARRY_BYTES = 8192;

/** Reads a header member by member, as the specification says, and no cleverer. */
export function readBaggage(header: string): Pick<HostileBaggage, 'runId' | 'harmless'> {
  const members = header.split(',');
  const claims: { decoded: string; coded: boolean }[] = [];
  for (const member of members) {
    const [pair] = member.split(';');
    const equals = pair.indexOf('=');
    const key = trimmed(pair.slice(0, Math.max(equals, 0)));
    const value = trimmed(pair.slice(equals + 1));
    if (equals < 0 || key !== KEY || !TOKEN.test(key) || !BAGGAGE_OCTETS.test(value)) continue;
    const decoded = percentDecoded(value);
    claims.push({ decoded, coded: decoded !== value });
  }
  // The last member of a key wins, as in the SDKs for Python, Java and Node.
  const runId = validOrNone(claims.at(-1)?.decoded);

  const harmless = new Set<string | undefined>([runId]);
  if (claims.length > 1) for (const { decoded } of claims) harmless.add(validOrNone(decoded));
  if (claims.some(({ coded }) => coded)) harmless.add(undefined);
  if (members.length > MUST_CARRY_MEMBERS || header.length > MUST_CARRY_BYTES) harmless.add(undefined);
  // A tab around a member is allowed, but no program writes one.
  if (header.includes('\t')) harmless.add(undefined);
  return { runId, harmless: [...harmless] };
}

/** OWS of HTTP: spaces and tabs, and nothing else that JavaScript's trim() takes. */
function trimmed(text: string): string {
  return text.replace(/^[ \t]+|[ \t]+$/g, '');
}

function percentDecoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function validOrNone(value: string | undefined): string | undefined {
  return value !== undefined && VERSION_7.test(value) ? value : undefined;
}

type Random = ReturnType<typeof randomSource>;

/** mulberry32: 32 bits of state are plenty here. */
function randomSource(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  const pick = <T>(from: readonly T[]): T => from[below(from.length)];
  const text = (alphabet: readonly string[], length: number) =>
    Array.from({ length }, () => pick(alphabet)).join('');
  const hex = (length: number) => text([...'0123456789abcdef'], length);
  const uuid = (version = '7', variant = pick([...'89ab'])) =>
    `${hex(8)}-${hex(4)}-${version}${hex(3)}-${variant}${hex(3)}-${hex(12)}`;
  return { below, pick, text, hex, uuid };
}

/** One kind of trouble each. Some of what they make is in order: that has to get through. */
const GENERATORS: Record<string, (random: Random) => string> = {
  'well-formed': r => among(r, member(r)),
  'wrong UUID version': r => among(r, `${KEY}=${r.uuid(r.pick([...'0123456789abcdefg']))}`),
  'wrong UUID variant': r => among(r, `${KEY}=${r.uuid('7', r.pick([...'01234567cdefg']))}`),
  'almost a UUID': r => among(r, `${KEY}=${damaged(r, r.uuid())}`),
  'something glued to the UUID': r => among(r, `${KEY}=${glued(r, r.uuid(), [...'0aF-_.%=:/~+|&?()[]{}'])}`),
  'mixed case': r => among(r, `${r.pick([KEY, mixedCase(r, KEY)])}=${mixedCase(r, r.uuid())}`),
  'neighbouring keys': r =>
    among(
      r,
      `${r.pick(['x', '-', 'botanu.', '', 'a.'])}${KEY}${r.pick(['', '2', '.x', '-', '_'])}=${r.uuid()}`,
    ),
  'unknown botanu keys': r =>
    among(r, `botanu.${r.pick(['run', 'outcome', 'runid', 'run-id', 'run.id', 'vendor'])}=${r.uuid()}`),
  'inside the value of another key': r =>
    among(
      r,
      `url=${r.pick(['a', 'https://x/?', 'a&', 'a=', 'a/', 'a:', 'a|', 'a.', "a'", 'a(', 'a#', 'a!'])}${KEY}=${r.uuid()}`,
    ),
  'inside a property of another key': r => among(r, `other=1;${KEY}=${r.uuid()}`),
  'with properties': r => among(r, `${member(r)}${r.pick([';', '; ', ' ;'])}${property(r)}`),
  'several members': r =>
    among(r, Array.from({ length: 2 + r.below(4) }, () => r.pick([member(r), `${KEY}=DROP`])).join(',')),
  'percent-coded value': r => among(r, `${KEY}=${percentCoded(r, r.uuid())}`),
  'percent-coded key': r => among(r, `${percentCoded(r, KEY)}=${r.uuid()}`),
  'broken percent codes': r =>
    among(r, `${KEY}=${glued(r, r.uuid(), ['%', '%2', '%GG', '%00', '%ff', '%0d%0a'])}`),
  'spaces and tabs': r => `${space(r)}${KEY}${space(r)}=${space(r)}${r.uuid()}${space(r)},${space(r)}a=b`,
  quoted: r =>
    among(r, r.pick([`other="${KEY}=${r.uuid()}"`, `${KEY}="${r.uuid()}"`, `"${KEY}"=${r.uuid()}`])),
  'space inside': r => among(r, `${KEY}=${r.pick(['x ', ''])}${r.uuid()}${r.pick([' x', '', ' 1'])}`),
  'line ends': r =>
    among(
      r,
      `${r.pick(['', '\r\n', '\n'])}${KEY}${r.pick(['', '\r\n'])}=${r.pick(['\n', '\r\n', ''])}x${r.uuid()}`,
    ),
  'line end behind the UUID': r =>
    among(r, `${KEY}=${r.uuid()}${r.pick(['\r\nx-evil: 1', '\n', '\r', '\r\n'])}`),
  OTTL: r => among(r, `${KEY}=${r.pick(OTTL)}`),
  'regular expressions': r =>
    among(
      r,
      `${KEY}=${r.pick(['.*', '(?i)', '[', '$', '^', '|', '(?P<x>.*)', '{7}'])}${r.pick(['', r.uuid()])}`,
    ),
  'templates and environment': r =>
    among(r, `${KEY}=${r.pick(['${env:HOME}', '{{ .Values }}', '$$', '%(x)s', '$(id)'])}`),
  'no or empty value': r => among(r, `${KEY}${r.pick(['', '=', '= ', '==', '=;', ';'])}`),
  'empty header': r => r.pick(['', ' ', ',', ',,,', '=', ';', ' , , ', '=,=']),
  'separators only': r => r.text([...',;= '], r.below(40)),
  unicode: r =>
    among(r, `${KEY}=${glued(r, r.uuid(), ['é', '中', '😀', '\u202e', '\u00a0', '０', '\ufeff'])}`),
  'unicode elsewhere': r => `ключ=значение,名=值${r.pick([',', ', '])}${member(r)},😀=1`,
  'control characters': r =>
    among(r, `${KEY}=${glued(r, r.uuid(), ['\0', '\x07', '\x1b[31m', '\x7f', '\\', '\\u0022'])}`),
  'more than 64 members': r =>
    shuffledInto(
      r,
      Array.from({ length: 64 + r.below(200) }, (_, n) => `k${n}=${n}`),
    ),
  'more than 8 KiB': r => shuffledInto(r, [`pad=${'x'.repeat(8192 + r.below(4096))}`, 'a=b']),
  'a value beyond every limit': r =>
    among(r, `${KEY}=${r.uuid()}${'0'.repeat(MAX_VALUE_LENGTH + r.below(9000))}`),
  noise: r => r.text([...'botanu.run_id=,; -7890abcdef%"\\\''], r.below(200)),
};

const OTTL = [
  '")%20or%20true',
  '"],"x"',
  'attributes["botanu.tenant_id"]',
  "');delete_key(attributes,'x'",
  '${botanu_run_id}',
  '$1',
];

const member = (r: Random) => `${KEY}=${r.uuid()}`;

const property = (r: Random) =>
  r.pick(['origin=gateway', 'ttl', `${KEY}=${r.uuid()}`, 'a=b;c=d', 'x=y z', '']);

/** The member between others, or alone. */
function among(r: Random, member: string): string {
  const before = r.pick([
    '',
    'a=b,',
    'a=b, ',
    'userId=alice,serverNode=DF%2028, ',
    ',',
    'botanu.workflow=refund,',
  ]);
  return `${before}${member}${r.pick(['', ',z=1', ' ,z=1', ';p=1', ',', ',botanu.tenant_id=t'])}`;
}

function shuffledInto(r: Random, members: string[]): string {
  const all = [...members];
  all.splice(r.below(all.length + 1), 0, member(r));
  return all.join(',');
}

function glued(r: Random, text: string, characters: readonly string[]): string {
  const glue = r.pick(characters);
  return r.pick([glue + text, text + glue, text.slice(0, 9) + glue + text.slice(9)]);
}

/** One character less, more, or other. */
function damaged(r: Random, text: string): string {
  const at = r.below(text.length);
  return text.slice(0, at) + r.pick(['', 'g', '0a', '-', 'O']) + text.slice(at + r.below(2));
}

function mixedCase(r: Random, text: string): string {
  return [...text].map(c => r.pick([c.toUpperCase(), c])).join('');
}

function percentCoded(r: Random, text: string): string {
  const code = (c: string) => `%${c.charCodeAt(0).toString(16)}`;
  return [...text].map(c => (r.below(4) === 0 ? code(c) : c)).join('');
}

const space = (r: Random) => r.pick(['', ' ', '  ', '\t', ' \t ']);
