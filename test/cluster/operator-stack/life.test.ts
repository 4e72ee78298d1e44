/** The life of a release with the real operator: slow to come up, dead, back again; and nothing half of it stays. */
import { operatorStackChart } from '../../../src';
import { object, objectForEach } from '../../../src/constructs/operator-stack.applied';
import { applied } from '../../../src/constructs/operator-stack.apply';
import { OPERATOR_VERSION, operatorStackValues } from '../../../src/constructs/operator-stack.values';
import type { ChartDefinition } from '../../../src/values/chart-definition';
import { defineSettings, entry, mapOf, section, text, toggle } from '../../../src/values/definition';
import { DNS_LABEL } from '../../../src/values/formats';
import { releaseSettings } from '../../../src/values/release-settings';
import { until } from '../../support/cluster/client';
import { kubectlImage, operatorImage } from '../../support/cluster/images';
import { leftOf } from '../../support/cluster/left';
import { fromRepository, type Installation } from '../../support/cluster/releases';
import { useCluster } from '../../support/cluster/use-cluster';
import { chartFolder, HELMS, temporaryFolder } from '../../support/helm';
import { withOperator } from '../../support/operator-chart';

const cluster = useCluster(async () => ({ images: [await kubectlImage(), await operatorImage()] }));

// ------------------------------------------------------------------------------------------- a chart with two kinds

/** The chart with objects of this test: those of a finalizer, one for each entry, and one that has none. */
const { engine, operator, install, global } = operatorStackValues.shape.shape;
const settings = defineSettings({
  ...{ engine, operator, install, ...releaseSettings, global },
  runId: section('Whether there is an Instrumentation.', {
    enabled: toggle({ about: 'Whether.', default: true }),
  }),
  gateways: mapOf(entry('A collector.', { mode: text({ about: 'How it runs.', default: 'deployment' }) }), {
    about: 'Collectors.',
    keys: DNS_LABEL,
  }),
  sampler: text({ about: 'The sampler.', default: 'always_on' }),
});
const definition: ChartDefinition = {
  ...(operatorStackChart as never as ChartDefinition),
  settings: settings as never,
  notes: () => [],
  build: (scope, given) => {
    const application = { name: 'operator-stack', version: OPERATOR_VERSION };
    const { settings: of, release } = settings.read(scope, given, application);
    applied(scope, of as never, release, [
      object('instrumentation', of.runId.enabled, () => ({
        apiVersion: 'opentelemetry.io/v1alpha1',
        kind: 'Instrumentation',
        metadata: { name: release.fullname },
        spec: { sampler: { type: of.sampler } },
      })),
      objectForEach('gateways', of.gateways, ['name', 'gateway'], (name, { mode }) => ({
        when: true,
        object: () => ({
          apiVersion: 'opentelemetry.io/v1beta1',
          kind: 'OpenTelemetryCollector',
          metadata: { name: `${release.fullname}-${name}` },
          spec: { mode, config: COLLECTOR },
        }),
      })),
    ]);
  },
};
const COLLECTOR = {
  receivers: { otlp: { protocols: { grpc: { endpoint: '0.0.0.0:4317' } } } },
  exporters: { debug: { verbosity: 'basic' } },
  service: { pipelines: { traces: { receivers: ['otlp'], exporters: ['debug'] } } },
};
let chart: string;
beforeAll(async () => {
  chart = await withOperator(`${temporaryFolder()}/operator-stack`, chartFolder(definition as never));
});

// ------------------------------------------------------------------------------------------------ whether it lives

const HERE = 'test.botanu.ai/operator';
const PODS = 'app.kubernetes.io/name=opentelemetry-operator';
const PATIENCE = 15;
/** One pod, which lives where a label of the node lets it, and gives collectors a finalizer: it makes roles for them. */
const VALUES = {
  operator: {
    replicaCount: 1,
    pdb: { create: false },
    manager: { leaderElection: { enabled: false }, createRbacPermissions: true },
    nodeSelector: { [HERE]: 'may-live' },
  },
  install: { timeoutSeconds: PATIENCE },
  gateways: { one: {}, two: {} },
};
const NOBODYS = { ...VALUES, operator: { enabled: false } };

const node = async () => (await cluster().list('nodes'))[0].metadata.name;
const mayLive = async () =>
  void (await cluster().kubectl(['label', 'node', await node(), `${HERE}=may-live`]));
const die = async () => {
  await cluster().kubectl(['label', 'node', await node(), `${HERE}-`]);
  await cluster().kubectl(['delete', 'pods', '--all-namespaces', '--selector', PODS, '--grace-period=1']);
};

describe.each(HELMS)('%s', version => {
  const namespace = `stack-${version}`;
  const elsewhere = `${namespace}-elsewhere`;
  const name = 'botanu';

  const command = (verb: 'install' | 'upgrade', values: object, more: Partial<Installation> = {}) =>
    fromRepository(cluster(), version, verb, {
      of: 'operator-stack',
      name,
      namespace,
      values,
      chart,
      waits: false,
      ...more,
    });
  const succeeds = async (...args: Parameters<typeof command>) => {
    const { code, stderr } = await command(...args);
    if (code !== 0) throw new Error(`${args[0]}:\n${stderr}\n${await said()}`);
  };
  const helm = async (...args: string[]) => {
    const { code, stdout, stderr } = await cluster().helm(version, [...args, '--namespace', namespace]);
    if (code !== 0) throw new Error(`${stderr}\n${await said()}`);
    return stdout;
  };
  /** What the Job wrote, for as long as it is there. */
  const said = async () =>
    (
      await cluster().tryKubectl([
        'logs',
        '--namespace',
        namespace,
        '--selector',
        'app.kubernetes.io/component=operator-stack-apply',
        '--tail=-1',
      ])
    ).stdout;
  /** The objects of the operator in a namespace: `Instrumentation/botanu-operator-stack`. */
  const objects = async (where = namespace) =>
    (await cluster().list('instrumentations,opentelemetrycollectors', where))
      .map(({ kind, metadata }) => `${kind}/${metadata.name.replace(/^.*operator-stack-?/, '')}`)
      .sort();
  const sampler = async () =>
    (await cluster().list('instrumentations', namespace)).map(({ spec }) => spec.sampler.type);
  /** What Jobs leave: nothing, once they have succeeded. */
  const leftOfJobs = async () => (await leftOf(cluster(), namespace)).filter(left => /-apply$/.test(left));
  const ALL = ['Instrumentation/', 'OpenTelemetryCollector/one', 'OpenTelemetryCollector/two'];

  beforeAll(async () => {
    await cluster().namespace(namespace);
    await cluster().namespace(elsewhere);
  });

  test('while the operator is slow to come up, the installation waits for it, and then all is there', async () => {
    const installation = succeeds('install', VALUES);
    await until('word of the Job', 60_000, async () => {
      const words = await said();
      return words.includes('Not yet') || { still: words };
    });
    expect(await objects()).toEqual([]);
    await mayLive();
    await installation;
    expect(await objects()).toEqual(ALL);
    expect(await leftOfJobs()).toEqual([]);
  });

  test('what is no longer in the values is gone after the upgrade, and back after the rollback', async () => {
    const authority = async () => {
      const [mutation] = await cluster().list('mutatingwebhookconfigurations');
      return mutation.webhooks.map(({ clientConfig }: { clientConfig: object }) => clientConfig);
    };
    const before = await authority();
    // A file of values cannot take an entry away, save by a null.
    await succeeds('upgrade', { ...VALUES, sampler: 'always_off', gateways: { two: {} } });
    expect([await objects(), await sampler()]).toEqual([
      ['Instrumentation/', 'OpenTelemetryCollector/two'],
      ['always_off'],
    ]);
    // The certificate was made once.
    expect(await authority()).toEqual(before);
    await helm('rollback', name, '1');
    expect([await objects(), await sampler()]).toEqual([ALL, ['always_on']]);
    expect(await leftOfJobs()).toEqual([]);
  });

  test('what the cluster refuses is told at once, and nothing beside it is applied', async () => {
    const started = Date.now();
    const values = { ...VALUES, sampler: 'always_off', gateways: { one: {}, two: { mode: 'nowhere' } } };
    const { code, stderr } = await command('upgrade', values);
    expect(Date.now() - started).toBeLessThan(PATIENCE * 1000);
    expect(code).not.toBe(0);
    expect(`${stderr}${await said()}`).toMatch(/nothing of them was applied[^]*Unsupported value: "nowhere"/);
    expect([await objects(), await sampler()]).toEqual([ALL, ['always_on']]);
  });

  test('while the operator is dead an upgrade fails and says so; when it is back the same command succeeds', async () => {
    await die();
    const values = { ...VALUES, sampler: 'always_off' };
    const { code } = await command('upgrade', values);
    expect(code).not.toBe(0);
    expect(await said()).toMatch(
      /FAILED: The operator did not take the objects within 15 seconds[^]*failed calling webhook/,
    );
    expect(await sampler()).toEqual(['always_on']);
    await mayLive();
    await succeeds('upgrade', values);
    expect(await sampler()).toEqual(['always_off']);
    expect(await leftOfJobs()).toEqual([]);
  });

  test('the mode can be changed there and back: Helm takes the objects over, and the Job again', async () => {
    // Nothing but the mode: Helm 4 refuses to change what another has set.
    const values = { ...VALUES, sampler: 'always_off' };
    await succeeds('upgrade', { ...values, install: { ...VALUES.install, mode: 'resource' } });
    expect(await objects()).toEqual(ALL);
    expect(await helm('get', 'manifest', name)).toContain('kind: OpenTelemetryCollector');
    await succeeds('upgrade', values);
    expect(await objects()).toEqual(ALL);
    expect(await helm('get', 'manifest', name)).not.toMatch(/^kind: OpenTelemetryCollector/m);
  });

  test('another release, and one of the same name in another namespace, keep their objects to themselves', async () => {
    await succeeds('install', NOBODYS, { name: 'other' });
    await succeeds('install', NOBODYS, { namespace: elsewhere });
    expect(await objects()).toEqual([...ALL, ...ALL].sort());
    await cluster().helm(version, ['uninstall', name, '--namespace', elsewhere]);
    expect([await objects(elsewhere), await leftOf(cluster(), elsewhere)]).toEqual([[], []]);
    expect(await objects()).toHaveLength(6);
    await helm('uninstall', 'other');
    expect(await objects()).toEqual(ALL);
  });

  test('uninstalled, it leaves only its certificate, which its own chart keeps', async () => {
    await helm('uninstall', name, '--wait');
    await until('the pods being gone', 30_000, async () => {
      const left = (await leftOf(cluster(), namespace)).filter(one => !one.startsWith('Secret/'));
      return left.length === 0 || { still: left.join() };
    });
    expect(await leftOf(cluster(), namespace)).toEqual([
      'Secret/botanu-opentelemetry-operator-controller-manager-service-cert',
    ]);
  });

  test('by defaults it is two pods; when they are dead it can be uninstalled, and its namespace deleted', async () => {
    const { nodeSelector } = VALUES.operator;
    const operator = { nodeSelector, manager: { createRbacPermissions: true } };
    await succeeds('install', { ...VALUES, operator }, { waits: true });
    expect(await cluster().ready(namespace, PODS)).toHaveLength(2);
    await until('the operator having seen its objects', 30_000, async () => {
      const seen = await cluster().list('opentelemetrycollectors', namespace);
      const without = seen.filter(({ metadata }) => !('finalizers' in metadata));
      return without.length === 0 || { still: JSON.stringify(without) };
    });
    await die();
    // Why it is not enough to take the finalizer off.
    const collector = ['opentelemetrycollector', `${name}-operator-stack-one`, '--namespace', namespace];
    const merge = ['--type', 'merge', '--patch', '{"metadata":{"finalizers":[]}}'];
    const { stderr } = await cluster().tryKubectl(['patch', ...collector, ...merge]);
    expect(stderr).toMatch(/failed calling webhook/);
    await helm('uninstall', name);
    expect(await objects()).toEqual([]);
    expect(await cluster().list('mutatingwebhookconfigurations')).toEqual([]);
    await cluster().kubectl(['delete', 'namespace', namespace, elsewhere, '--timeout=30s']);
    // As who wants to be rid of the operator for good has to.
    const definitions = (await cluster().list('customresourcedefinitions')).map(
      ({ metadata }) => metadata.name,
    );
    expect(definitions).toContain('instrumentations.opentelemetry.io');
    await cluster().kubectl(['delete', 'customresourcedefinitions', ...definitions, '--timeout=30s']);
  });
});
