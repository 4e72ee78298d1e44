// Nanoseconds that starting and ending a span takes in Node, with or without the hook, as JSON.
// Run by bench/hooks/cost.ts, with the agent in NODE_PATH: the hook reaches all tracers of a process, so that
// one process measures with it, and another without.
const { context, propagation, trace, ROOT_CONTEXT } = require('@opentelemetry/api');
const { NodeSDK } = require('@opentelemetry/sdk-node');

const [ROUNDS, SPANS] = [30, 20_000];
const ATTRIBUTES = { 'http.request.method': 'GET', 'url.path': '/run', 'server.port': 80 };

// One processor that does nothing: without any, the SDK does not record.
const nothing = { onStart() {}, onEnd() {}, shutdown: async () => {}, forceFlush: async () => {} };
new NodeSDK({ spanProcessors: [nothing], instrumentations: [] }).start();
const tracer = trace.getTracer('bench');

const members = process.argv[2].split(',').map(member => member.split('='));
const baggage = propagation.createBaggage(
  Object.fromEntries(members.map(([key, value]) => [key, { value }])),
);
const cases = { 'no baggage': ROOT_CONTEXT, baggage: propagation.setBaggage(ROOT_CONTEXT, baggage) };

function nanoseconds(parent) {
  const start = process.hrtime.bigint();
  for (let n = 0; n < SPANS; n++) tracer.startSpan('span', { attributes: ATTRIBUTES }, parent).end();
  return Number(process.hrtime.bigint() - start) / SPANS;
}

const samples = Object.fromEntries(Object.keys(cases).map(name => [name, []]));
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, parent] of Object.entries(cases)) samples[name].push(nanoseconds(parent));
}
const least = Object.entries(samples).map(([name, values]) => [name, Math.min(...values)]);
console.log(JSON.stringify(Object.fromEntries(least)));
