// Answers /run, and logs the order that the request names, by pino.
const http = require('node:http');
const log = require('pino')();

const server = http.createServer((request, response) => {
  const order = new URL(request.url, 'http://localhost').searchParams.get('order');
  log.warn(`order ${order} is answered`);
  response.end('ok');
});
process.on('SIGTERM', () => process.exit());
server.listen(Number(process.env.PORT), process.env.HOST);
