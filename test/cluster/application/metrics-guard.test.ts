/** An application's own metrics behind its guard: who reads them, who does not, and that nobody walks around it. */
import { RESTRICTED_CONTAINER, RESTRICTED_POD } from '../../support/cluster/backend';
import { bareApplicationImage, guardImage } from '../../support/cluster/images';
import { installFromRepository } from '../../support/cluster/releases';
import { useCluster } from '../../support/cluster/use-cluster';
import { HELMS } from '../../support/helm';

const cluster = useCluster(async () => ({
  images: await Promise.all([bareApplicationImage('nodejs'), guardImage()]),
}));

const NODE = '/usr/bin/node';
const METRICS = 'orders_total 42';
/** Answers on the port of requests, and serves its metrics, and more, where it is told to. */
const APPLICATION = `
const { createServer } = require('node:http');
createServer((_, response) => response.end('ok')).listen(8080);
createServer((request, response) => response.end('${METRICS} ' + request.url)).listen(9090, process.env.METRICS_HOST);
process.on('SIGTERM', () => process.exit());`;

const readers = ['prometheus', 'stranger'];
const MONITORING = 'monitoring';
const ELSEWHERE = 'elsewhere';

beforeAll(async () => {
  for (const namespace of [MONITORING, ELSEWHERE]) await cluster().namespace(namespace);
  const account = (name: string, namespace: string) => ({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name, namespace },
  });
  const client = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'client', namespace: MONITORING, labels: { app: 'client' } },
    spec: {
      securityContext: RESTRICTED_POD,
      terminationGracePeriodSeconds: 0,
      containers: [
        {
          name: 'node',
          image: 'local.test/bare-nodejs-app:1',
          command: [NODE, '-e', 'setInterval(() => undefined, 1e6)'],
          securityContext: RESTRICTED_CONTAINER,
        },
      ],
    },
  };
  await cluster().apply([
    ...readers.map(name => account(name, MONITORING)),
    account('prometheus', ELSEWHERE),
    client,
  ]);
  await cluster().ready(MONITORING, 'app=client');
});

interface Answer {
  /** Status, or what the connection failed with. */
  readonly status: number | string;
  readonly body?: string;
}

/** Asks from a pod of another namespace. The guard makes its certificate itself, so there is nothing to verify it by. */
async function ask(url: string, token?: string, method = 'GET'): Promise<Answer> {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const options = { method, headers, rejectUnauthorized: false, timeout: 10_000 };
  const program = `
const url = new URL(${JSON.stringify(url)});
const client = require('node:' + url.protocol.slice(0, -1));
const say = answer => console.log(JSON.stringify(answer));
client.request(url, ${JSON.stringify(options)}, response => {
  let body = '';
  response.on('data', part => body += part).on('end', () => say({ status: response.statusCode, body }));
}).on('error', ({ code }) => say({ status: code })).end();`;
  return JSON.parse(await cluster().kubectl(['exec', '-n', MONITORING, 'client', '--', NODE, '-e', program]));
}

const tokenOf = async (name: string, namespace: string) =>
  (await cluster().kubectl(['create', 'token', name, '-n', namespace])).trim();

// The second has the objects of the whole cluster under the same name of a release, in another namespace.
describe.each(HELMS)('%s', version => {
  const namespace = `orders-${version}`;
  const metrics = `https://orders-instrumented-app-metrics.${namespace}:8443/metrics`;

  const values = (guarded: boolean) => ({
    image: { registry: 'local.test', repository: 'bare-nodejs-app', tag: '1' },
    language: 'go',
    injection: 'env',
    replicas: 1,
    command: [NODE, '-e', APPLICATION],
    env: { METRICS_HOST: guarded ? '127.0.0.1' : '0.0.0.0' },
    ports: { metrics: 9090 },
    shutdown: { preStopSeconds: 0, graceSeconds: 5 },
    metrics: { guard: { enabled: guarded, readers: { prometheus: { namespace: MONITORING } } } },
  });
  const pod = async (release: string) => {
    const [one] = await cluster().list('pods', namespace, `app.kubernetes.io/instance=${release}`);
    return one;
  };

  beforeAll(async () => {
    await cluster().namespace(namespace);
    for (const [name, guarded] of [
      ['orders', true],
      ['open', false],
    ] as const)
      await installFromRepository(cluster(), version, {
        of: 'instrumented-app',
        name,
        namespace,
        values: values(guarded),
      });
  });

  test('the token of a reader gets them', async () => {
    const token = await tokenOf('prometheus', MONITORING);
    expect(await ask(metrics, token)).toEqual({ status: 200, body: `${METRICS} /metrics` });
  });

  test.each([
    ['of another account', 'stranger', MONITORING],
    ["of the reader's name in another namespace", 'prometheus', ELSEWHERE],
  ])('the token %s is forbidden', async (_, name, of) => {
    expect(await ask(metrics, await tokenOf(name, of))).toEqual({
      status: 403,
      body: expect.stringMatching(/Forbidden/),
    });
  });

  test.each([
    ['none', undefined],
    ['one that nobody made', 'eyJhbGciOiJub25lIn0.e30.'],
  ])('who has no token is unknown: %s', async (_, token) => {
    expect(await ask(metrics, token)).toMatchObject({ status: 401 });
  });

  test('a reader reads this path, and nothing else of what the port serves', async () => {
    const token = await tokenOf('prometheus', MONITORING);
    const elsewhere = new URL('/debug', metrics).href;
    expect((await ask(elsewhere, token)).status).toBe(404);
    expect((await ask(metrics, token, 'POST')).status).toBe(403);
  });

  test('nobody walks around it; without a guard, anybody reads', async () => {
    const { podIP } = (await pod('orders')).status;
    expect(await ask(`http://${podIP}:8080/`)).toEqual({ status: 200, body: 'ok' });
    expect(await ask(`http://${podIP}:9090/metrics`)).toEqual({ status: 'ECONNREFUSED' });
    const open = `http://open-instrumented-app-metrics.${namespace}:9090`;
    expect(await ask(`${open}/metrics`)).toEqual({ status: 200, body: `${METRICS} /metrics` });
    expect(await ask(`${open}/debug`)).toEqual({ status: 200, body: `${METRICS} /debug` });
  });

  test('the application has no token by it, and neither restarts', async () => {
    const { metadata, status } = await pod('orders');
    const program = "console.log(require('node:fs').existsSync('/var/run/secrets/kubernetes.io'))";
    const exec = ['exec', '-n', namespace, metadata.name, '-c', 'app', '--', NODE, '-e', program];
    expect((await cluster().kubectl(exec)).trim()).toBe('false');
    const restarts = status.containerStatuses.map(
      ({ name, restartCount }: { name: string; restartCount: number }) => [name, restartCount],
    );
    expect(restarts).toEqual([
      ['app', 0],
      ['kube-rbac-proxy', 0],
    ]);
  });
});

test('uninstalled, nothing of it is left in the cluster, and that of the other namespace stays', async () => {
  const ofCluster = async () =>
    (
      await cluster().list('clusterroles,clusterrolebindings', undefined, 'app.kubernetes.io/instance=orders')
    ).map(({ kind, metadata }) => `${kind}/${metadata.name}`);
  const of = (version: string) =>
    ['ClusterRole/%-reader', 'ClusterRoleBinding/%-guard', 'ClusterRoleBinding/%-reader'].map(name =>
      name.replace('%', `orders-${version}-orders-instrumented-app-metrics`),
    );
  expect((await ofCluster()).sort()).toEqual([...of('helm3'), ...of('helm4')].sort());
  const { code } = await cluster().helm('helm3', ['uninstall', 'orders', '-n', 'orders-helm3', '--wait']);
  expect(code).toBe(0);
  expect((await ofCluster()).sort()).toEqual(of('helm4'));
});
