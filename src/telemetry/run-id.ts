// What we know of botanu's run context: its keys, and how a run_id looks wherever it travels.

/** The key of the run's identity: in baggage, and as an attribute of a span. */
export const RUN_ID = 'botanu.run_id';

/**
 * The keys of a run, all of which may travel from baggage to spans.
 *
 * These are the keys of `RunContextEnricher` in the botanu SDK. The SDK writes many more `botanu.*`
 * attributes which never were baggage (`botanu.outcome.*`, `botanu.vendor` …): do not delete those.
 */
export const RUN_ID_KEYS = [
  RUN_ID,
  'botanu.workflow',
  'botanu.event_id',
  'botanu.customer_id',
  'botanu.environment',
  'botanu.tenant_id',
  'botanu.parent_run_id',
] as const;

/**
 * A UUID of version 7 (RFC 9562 §5.7), unanchored, in either case.
 *
 * Means the same to RE2 and to JavaScript, and has no backslash, quote or dollar, so that it can be put
 * into a YAML scalar, into an OTTL string and into a Helm template without escapes.
 */
export const UUID_V7 = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-7[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}';

/**
 * Longest value, in characters, that may become an attribute.
 *
 * A longer value is left out, never cut: two customers whose ids share 128 characters would become one.
 */
export const MAX_VALUE_LENGTH = 128;

/**
 * Attribute under which agents capture the request's `baggage` header.
 *
 * https://opentelemetry.io/docs/specs/semconv/registry/attributes/http/ says string[]; the .NET agent
 * writes a string where there is one value.
 */
export const BAGGAGE_HEADER_ATTRIBUTE = 'http.request.header.baggage';

/** Key of the tracestate entry by which an entry service may pass run_id to every span of the trace. */
export const TRACESTATE_KEY = 'botanu';

/** Named group of `RUN_ID_IN_BAGGAGE`. Go's group names allow no dot. */
export const RUN_ID_GROUP = 'botanu_run_id';

/**
 * Finds run_id in the text of a `baggage` header, or in the JSON text of a list of such headers.
 *
 * The collector sees `["a=b,botanu.run_id=0197…"]`, hence a quote may stand before the key and behind the
 * value: `!-#` is the range that holds the quote without naming it, `[-^` the one that holds the bracket.
 * The value may have properties (`;key=value`). A longer key that ends in ours, a property, or another
 * key's value that contains ours does not match.
 *
 * What this misses, by intent: a percent-coded UUID, and tabs around a member. No SDK writes either.
 * What it takes though it should not: the key `!botanu.run_id` and the value `0197…!`, and those with `#`.
 *
 * Where a header has several run_ids, the first valid one is found.
 */
export const RUN_ID_IN_BAGGAGE = [
  '(?:^|^[[][!-#]|,[!-#]?) *botanu[.]run_id *=',
  ` *(?<${RUN_ID_GROUP}>${UUID_V7}) *`,
  '(?:[;,]|[!-#][,[-^]|$)',
].join('');
