// A shop by Express, or without a framework if BARE is set: /orders/:number calls NEXT_URL, /slow takes 0.3 s, /broken fails.
const http = require('node:http');

const routes = {
  orders: response =>
    http.get(process.env.NEXT_URL, answer => answer.resume().on('end', () => response.end('ok'))),
  slow: response => setTimeout(() => response.end('ok'), 300),
  broken: response => response.writeHead(500).end(),
};

const server = process.env.BARE ? bare() : express();
// The agent listens for this signal too, and then Node does not end by itself.
process.on('SIGTERM', () => process.exit());
server.listen(0, '127.0.0.1', () => console.log(`listening on ${server.address().port}`));

function bare() {
  return http.createServer((request, response) => {
    const route = routes[request.url.split('/')[1]];
    if (route) route(response);
    else response.writeHead(404).end();
  });
}

function express() {
  const app = require('express')();
  app.get('/orders/:number', (_, response) => routes.orders(response));
  app.get('/slow', (_, response) => routes.slow(response));
  app.get('/broken', (_, response) => routes.broken(response));
  return http.createServer(app);
}
