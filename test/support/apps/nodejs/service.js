// Answers /run, after one span of its own and one call, to where the request says or to NEXT_URL.
const http = require('node:http');

const ownWork = spanOfTheApplication();

const server = http.createServer((request, response) => {
  const { searchParams } = new URL(request.url, 'http://localhost');
  const next = searchParams.get('next') ?? process.env.NEXT_URL;
  ownWork(searchParams.get('workflow'), async () => {
    if (next) await call(next);
  }).then(
    () => response.end('ok'),
    error => response.writeHead(500).end(String(error)),
  );
});
// The agent listens for this signal too, and then Node does not end by itself.
process.on('SIGTERM', () => process.exit());
const { HOST = '127.0.0.1', PORT = '0' } = process.env;
server.listen(Number(PORT), HOST, () => console.log(`listening on ${server.address().port}`));

/** A span around the work, and none where the OpenTelemetry API is absent. */
function spanOfTheApplication() {
  let api;
  try {
    api = require('@opentelemetry/api');
  } catch {
    return (_workflow, work) => work();
  }
  const tracer = api.trace.getTracer('app');
  return (workflow, work) => {
    const attributes = workflow ? { 'botanu.workflow': workflow } : undefined;
    return tracer.startActiveSpan('own work', { attributes }, async span => {
      try {
        return await work();
      } finally {
        span.end();
      }
    });
  };
}

function call(url) {
  return new Promise((resolve, reject) => {
    http.get(url, answer => answer.resume().on('end', resolve)).on('error', reject);
  });
}
