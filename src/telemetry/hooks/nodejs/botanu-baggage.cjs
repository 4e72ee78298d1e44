'use strict';

// Copies botanu's baggage onto every span that starts in this process; loaded by `node --require`.
//
// The stock agent has no setting for this, and offers no place to add a span processor. But every copy of
// @opentelemetry/api 1.x registers its tracer provider under one global symbol: that is how several copies
// work together. So we wait there for the provider, whichever way the agent is loaded, before us or after.
//
// A required file that throws ends the process, and a startSpan that throws ends the application's request.
// So neither does.

const KEYS = [
  'botanu.run_id',
  'botanu.workflow',
  'botanu.event_id',
  'botanu.customer_id',
  'botanu.environment',
  'botanu.tenant_id',
  'botanu.parent_run_id',
];
const RUN_ID = KEYS[0];
const UUID_V7 = /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-7[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$/;
const MAX_VALUE_LENGTH = 128;

const API = Symbol.for('opentelemetry.js.api.1');
const BAGGAGE = Symbol.for('OpenTelemetry Baggage Key');
const COPIES_BAGGAGE = Symbol.for('botanu.copies-baggage');

attempt(() => whenSet(globalThis, API, api => whenSet(api, 'trace', onProvider)));

/** Calls back with the property's value: now, or at its first assignment. */
function whenSet(owner, property, callback) {
  if (owner[property] !== undefined) return callback(owner[property]);
  Object.defineProperty(owner, property, {
    configurable: true,
    enumerable: true,
    get: () => undefined,
    set: value => {
      Object.defineProperty(owner, property, { value, configurable: true, enumerable: true, writable: true });
      attempt(() => callback(value));
    },
  });
}

/** What is registered is a proxy; the provider of the SDK follows, or has been there before us. */
function onProvider(proxy) {
  const setDelegate = proxy.setDelegate;
  proxy.setDelegate = function (delegate) {
    setDelegate.call(this, delegate);
    attempt(() => onTracer(this.getDelegateTracer('botanu-baggage')));
  };
  onTracer(proxy.getDelegateTracer('botanu-baggage'));
}

/** All tracers of an SDK have one class, so that this reaches those which were handed out before. */
function onTracer(tracer) {
  let owner = tracer;
  while (owner && !Object.prototype.hasOwnProperty.call(owner, 'startSpan'))
    owner = Object.getPrototypeOf(owner);
  if (!owner || owner.startSpan[COPIES_BAGGAGE]) return;

  const startSpan = owner.startSpan;
  owner.startSpan = function (name, options, context) {
    return startSpan.call(this, name, withBaggage(options, context), context);
  };
  owner.startSpan[COPIES_BAGGAGE] = true;
}

function withBaggage(options, context) {
  try {
    const baggage = (context || globalThis[API].context.active()).getValue(BAGGAGE);
    if (!baggage) return options;

    const given = (options && options.attributes) || {};
    let attributes;
    for (const key of KEYS) {
      if (given[key] !== undefined) continue;
      const entry = baggage.getEntry(key);
      const value = entry && attributeValue(key, entry.value);
      if (value) (attributes = attributes || Object.assign({}, given))[key] = value;
    }
    return attributes ? Object.assign({}, options, { attributes }) : options;
  } catch (_) {
    return options;
  }
}

/**
 * The value that may become an attribute, or undefined.
 *
 * Python services pass a member's properties on as part of its value ('…;origin=gateway'): they are cut off.
 * A value that is too long is left out, because a cut one may be somebody else's.
 */
function attributeValue(key, member) {
  const value = member.split(';', 1)[0].trim();
  if (value.length > MAX_VALUE_LENGTH || (key === RUN_ID && !UUID_V7.test(value))) return undefined;
  return value;
}

function attempt(step) {
  try {
    step();
  } catch (problem) {
    console.warn(`botanu-baggage: spans will not carry ${RUN_ID}: ${problem}`);
  }
}
