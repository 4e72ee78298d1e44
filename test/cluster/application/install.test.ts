/** The chart `instrumented-app` as it is installed: run_id on every span, and the life of a release. */
import { randomBytes } from 'node:crypto';
import { answers, clientPod, request } from '../../support/cluster/applications';
import { type Backend, startBackend } from '../../support/cluster/backend';
import { until } from '../../support/cluster/client';
import {
  agentImage,
  bareApplicationImage,
  busyboxImage,
  collectorImage,
  labImage,
} from '../../support/cluster/images';
import { leftOf } from '../../support/cluster/left';
import { fromRepository, installFromRepository } from '../../support/cluster/releases';
import { useCluster } from '../../support/cluster/use-cluster';
import { HELMS, type HelmVersion } from '../../support/helm';
import { newRunId } from '../../support/run-ids';
import { wholeTrace } from '../../support/traces';

const LANGUAGES = ['python', 'java', 'nodejs'] as const;
type Language = (typeof LANGUAGES)[number];

const OBSERVABILITY = 'observability';
const SHOP = 'shop';

const MIRRORED = { registry: 'local.test', repository: 'mirror/agent-python', tag: '1' };
const mirrored = ({ registry, repository, tag }: typeof MIRRORED) => `${registry}/${repository}:${tag}`;

const cluster = useCluster(async () => ({
  images: await Promise.all([
    collectorImage(),
    labImage(),
    busyboxImage(),
    ...LANGUAGES.flatMap(language => [bareApplicationImage(language), agentImage(language)]),
    agentImage('python').then(image => ({ ...image, name: mirrored(MIRRORED) })),
  ]),
}));

let backend: Backend;

beforeAll(async () => {
  await cluster().namespace(OBSERVABILITY);
  await cluster().namespace(SHOP);
  backend = await startBackend(cluster(), OBSERVABILITY);
  // Without what the collector fills in by itself, so that only the processes write run_id.
  await installFromRepository(cluster(), 'helm4', {
    namespace: OBSERVABILITY,
    values: {
      exporter: { endpoint: backend.grpc, tls: { enabled: false } },
      runId: { fromHeader: false, fromTracestate: false },
    },
  });
  await cluster().apply([clientPod(SHOP)]);
  await cluster().ready(SHOP, 'app=client');
}, 400_000);

/** What an owner gives of a bare application, and what only makes the tests quick. */
const valuesOf = (language: Language) => ({
  image: { registry: 'local.test', repository: `bare-${language}-app`, tag: '1' },
  language,
  replicas: 1,
  // Long enough for the node to learn that a pod ends before it does.
  shutdown: { preStopSeconds: 2, graceSeconds: 4 },
  telemetry: { batch: { delay: '100ms' }, signals: { metrics: false, logs: false } },
  // Against questions to clouds.
  env: { OTEL_NODE_RESOURCE_DETECTORS: 'env' } as Record<string, string>,
  imageEnv: language === 'python' ? { PYTHONPATH: '/libraries' } : {},
});

const fullnameOf = (release: string) => `${release}-instrumented-app`;
const selectorOf = (release: string) => `app.kubernetes.io/instance=${release}`;

/** Waits until none of the pods that were replaced is there: they would still answer. */
async function settled(namespace: string): Promise<void> {
  const { kubectl, list } = cluster();
  await kubectl(['rollout', 'status', 'deployment', '-n', namespace, '-l', RELEASED, '--timeout=90s']);
  await until('old pods to be gone', 60_000, async () => {
    const ending = (await list('pods', namespace)).filter(({ metadata }) => 'deletionTimestamp' in metadata);
    return ending.length === 0 || { still: ending.map(({ metadata }) => metadata.name).join(', ') };
  });
}

const RELEASED = 'app.kubernetes.io/managed-by=Helm';

describe('three releases, each of which calls the next', () => {
  // A probe by HTTP passes through the agent, one by a connection does not.
  const PROBES = Object.fromEntries(
    ['startup', 'liveness', 'readiness'].map(name => [name, { path: '/run' }]),
  );
  const back = valuesOf('nodejs');
  const middle = valuesOf('java');
  const front = { ...valuesOf('python'), agent: { image: MIRRORED } };
  const calls = (next: string) => ({ NEXT_URL: `http://${fullnameOf(next)}/run` });
  const RELEASES = [
    {
      name: 'front',
      version: 'helm3' as HelmVersion,
      values: {
        ...front,
        env: { ...front.env, ...calls('middle') },
        telemetry: { ...front.telemetry, environment: 'staging' },
        replicas: 2,
      },
    },
    {
      name: 'middle',
      version: 'helm4' as HelmVersion,
      values: { ...middle, env: { ...middle.env, ...calls('back') } },
    },
    { name: 'back', version: 'helm3' as HelmVersion, values: { ...back, probes: PROBES } },
  ];
  const NAMES = RELEASES.map(({ name }) => name);

  const release = async (command: 'install' | 'upgrade', more: object = {}) => {
    for (const { name, version, values } of RELEASES) {
      const outcome = await fromRepository(cluster(), version, command, {
        of: 'instrumented-app',
        name,
        namespace: SHOP,
        values: { ...values, ...more },
      });
      expect([outcome.code, outcome.stderr]).toEqual([0, expect.not.stringMatching(/warning/i)]);
    }
    await settled(SHOP);
  };

  /** Sends a run through all three, and gives the spans of each. */
  async function run() {
    const runId = newRunId();
    const [traceId, parent] = [randomBytes(16).toString('hex'), randomBytes(8).toString('hex')];
    const url = `http://${fullnameOf('front')}/run`;
    await answers(cluster(), SHOP, url);
    await request(cluster(), SHOP, url, {
      traceparent: `00-${traceId}-${parent}-01`,
      baggage: `botanu.run_id=${runId}`,
    });
    const isWhole = (all: readonly { name: string }[]) =>
      all.filter(({ name }) => name === 'own work').length === RELEASES.length;
    const spans = await wholeTrace(backend, traceId, parent, isWhole);
    const services = NAMES.map(service => {
      const own = spans.filter(span => span.service === service);
      const carrying = own.filter(({ attributes }) => attributes['botanu.run_id'] === runId);
      return { service, spans: own, carrying: carrying.length };
    });
    const told = services.map(one => `${one.service} ${one.carrying} of ${one.spans.length}`);
    process.stderr.write(`${told.join(', ')}\n`);
    expect(new Set(spans.map(({ service }) => service))).toEqual(new Set(NAMES));
    return services;
  }

  beforeAll(() => release('install'), 400_000);

  test('every span of every service carries its run', async () => {
    for (const { spans, carrying } of await run()) expect(carrying).toBe(spans.length);
  });

  test('spans tell whose they are, and of which environment where one is given', async () => {
    for (const { service, spans } of await run()) {
      const environment = service === 'front' ? 'staging' : undefined;
      for (const { resource } of spans)
        expect({
          'deployment.environment': undefined,
          'deployment.environment.name': undefined,
          ...resource,
        }).toMatchObject({
          'service.name': service,
          'service.version': '1',
          'k8s.deployment.name': fullnameOf(service),
          'k8s.namespace.name': SHOP,
          'k8s.pod.name': expect.stringMatching(`^${fullnameOf(service)}-`),
          'deployment.environment': environment,
          'deployment.environment.name': environment,
        });
    }
  });

  test('probes pass the agent, and nothing was restarted for them', async () => {
    for (const [name, replicas] of [
      ['front', 2],
      ['middle', 1],
      ['back', 1],
    ] as const) {
      const pods = await cluster().ready(SHOP, selectorOf(name));
      expect(pods).toHaveLength(replicas);
      for (const { spec, status } of pods) {
        const [app] = spec.containers;
        const how = name === 'back' ? { httpGet: { path: '/run' } } : { tcpSocket: { port: 'http' } };
        for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe'])
          expect(app[probe]).toMatchObject(how);
        expect(status.containerStatuses).toMatchObject([{ restartCount: 0, started: true }]);
      }
    }
  });

  test('with runId off, no span of any carries it', async () => {
    await release('upgrade', { runId: { enabled: false } });
    for (const { spans, carrying } of await run()) {
      expect(spans.length).toBeGreaterThan(0);
      expect(carrying).toBe(0);
    }
  }, 400_000);
});

describe.each(HELMS)('the life of a release, by %s', version => {
  const namespace = `life-${version}`;
  const NAME = 'orders';
  const FULLNAME = fullnameOf(NAME);
  const DEPLOYMENT = `deployment/${FULLNAME}`;
  const values = (more: object = {}) => ({ ...valuesOf('nodejs'), config: { LEVEL: 'one' }, ...more });

  const withHelm = (command: 'install' | 'upgrade', given: object, args: string[] = []) =>
    fromRepository(cluster(), version, command, {
      of: 'instrumented-app',
      name: NAME,
      namespace,
      values: given,
      args,
    });
  const released = async (command: 'install' | 'upgrade', given: object) => {
    const { code, stderr } = await withHelm(command, given);
    expect([code, stderr]).toEqual([0, expect.not.stringMatching(/warning/i)]);
  };
  /** Those that are not ending. */
  const pods = async () => {
    await cluster().kubectl(['rollout', 'status', DEPLOYMENT, '-n', namespace, '--timeout=90s']);
    const all = await cluster().list('pods', namespace, selectorOf(NAME));
    return all.filter(({ metadata }) => !('deletionTimestamp' in metadata));
  };
  const names = async () => (await pods()).map(({ metadata }) => metadata.name).sort();
  const hashes = async () =>
    new Set((await pods()).map(({ metadata }) => metadata.labels?.['pod-template-hash']));
  /** Of the process, not of the shell that asks. */
  const variable = async (name: string) => {
    const program = `console.log(require('node:fs').readFileSync('/proc/1/environ', 'utf8'))`;
    const exec = ['exec', '-n', namespace, DEPLOYMENT, '-c', 'app', '--', '/usr/bin/node', '-e'];
    const environment = (await cluster().kubectl([...exec, program])).split('\0');
    return environment.find(one => one.startsWith(`${name}=`))?.slice(name.length + 1);
  };
  const scale = (replicas: number) =>
    cluster().kubectl(['scale', DEPLOYMENT, '-n', namespace, `--replicas=${replicas}`]);

  beforeAll(async () => {
    await cluster().namespace(namespace);
    await cluster().apply([
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'otlp', namespace },
        stringData: { OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20precious,x-team=orders' },
      },
      clientPod(namespace),
    ]);
    await released('install', values());
  }, 200_000);

  test('an upgrade with nothing changed rolls nothing', async () => {
    const before = await names();
    await released('upgrade', values());
    expect(await names()).toEqual(before);
  });

  test('a change of config rolls the pods, and is in the environment of the process', async () => {
    const [before, hash] = [await names(), await hashes()];
    expect(await variable('LEVEL')).toBe('one');
    await released('upgrade', values({ config: { LEVEL: 'two' } }));
    expect(await names()).not.toEqual(before);
    expect(await hashes()).not.toEqual(hash);
    expect(await variable('LEVEL')).toBe('two');
  });

  test('a change of secrets does so too', async () => {
    const given = (secret: string) => values({ secrets: { PRECIOUS: secret } });
    await released('upgrade', given('one'));
    const hash = await hashes();
    await released('upgrade', given('two'));
    expect(await hashes()).not.toEqual(hash);
    expect(await variable('PRECIOUS')).toBe('two');
  });

  test('headers of a Secret come to the backend with every request', async () => {
    const { telemetry } = valuesOf('nodejs');
    const sends = async (more: object) => {
      await released('upgrade', values({ telemetry: { ...telemetry, endpoint: backend.http, ...more } }));
      await settled(namespace);
      await answers(cluster(), namespace, `http://${FULLNAME}/run`);
      await backend.reset();
      await request(cluster(), namespace, `http://${FULLNAME}/run`, {});
      return until('a request from the application', 20_000, async () => {
        // Not those of the collector, which are by gRPC.
        const requests = (await backend.requests()).filter(({ transport }) => transport === 'http');
        return requests.length > 0 ? requests.map(({ headers }) => headers) : { still: 'none' };
      });
    };
    for (const headers of (await sends({})) as object[]) {
      expect(headers).not.toHaveProperty('authorization');
      expect(headers).not.toHaveProperty('x-team');
    }
    for (const headers of (await sends({ headersSecret: { name: 'otlp' } })) as object[])
      expect(headers).toMatchObject({ authorization: ['Bearer precious'], 'x-team': ['orders'] });
  });

  test('a probe that fails stops an upgrade, and the pods that were there go on', async () => {
    await released('upgrade', values());
    const before = await names();
    // Nobody listens there.
    const { code, stderr } = await withHelm('upgrade', values({ ports: { health: 8081 } }), [
      '--timeout',
      '15s',
    ]);
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/timed out|deadline exceeded|not ready/i);
    const all = await cluster().list('pods', namespace, selectorOf(NAME));
    const ready = all.filter(({ status }) =>
      status.containerStatuses?.every((one: { ready: boolean }) => one.ready),
    );
    expect(ready.map(({ metadata }) => metadata.name)).toEqual(before);
    expect(all.length).toBeGreaterThan(before.length);
    await released('upgrade', values());
  });

  test('without autoscaling, an upgrade brings back as many pods as the values say', async () => {
    const two = values({ replicas: 2 });
    await released('upgrade', two);
    expect(await names()).toHaveLength(2);
    await scale(3);
    expect(await names()).toHaveLength(3);
    if (version === 'helm4') {
      // It applies at the server, which knows who else has set the number.
      expect((await withHelm('upgrade', two)).stderr).toMatch(/conflict.*\.spec\.replicas/);
      expect((await withHelm('upgrade', two, ['--force-conflicts'])).code).toBe(0);
    } else await released('upgrade', two);
    expect(await names()).toHaveLength(2);
  });

  test('with autoscaling, an upgrade leaves as many pods as there are', async () => {
    const autoscaled = (level: string) =>
      values({
        replicas: 1,
        config: { LEVEL: level },
        autoscaling: { enabled: true, minReplicas: 2, maxReplicas: 5 },
      });
    await released('upgrade', autoscaled('three'));
    // The cluster has no metrics, so it only sees to the fewest.
    await until('the autoscaler', 60_000, async () => {
      const { length } = await names();
      return length === 2 || { still: `${length} pods` };
    });
    await scale(3);
    expect(await names()).toHaveLength(3);
    await released('upgrade', autoscaled('four'));
    expect(await names()).toHaveLength(3);
    expect(await variable('LEVEL')).toBe('four');
  });

  test('uninstalled, it leaves nothing', async () => {
    const all = ['ConfigMap', 'Deployment', 'HorizontalPodAutoscaler', 'Service', 'ServiceAccount'];
    const kinds = async () => (await leftOf(cluster(), namespace)).map(object => object.split('/')[0]);
    expect(await kinds()).toEqual(expect.arrayContaining(all));
    const { code } = await cluster().helm(version, ['uninstall', NAME, '-n', namespace, '--wait']);
    expect(code).toBe(0);
    // Of what the test itself made.
    expect(await leftOf(cluster(), namespace)).toEqual(['Pod/client', 'Secret/otlp']);
  });
});
