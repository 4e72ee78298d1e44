import { App, Chart, Testing } from 'cdk8s';
import { parse } from 'yaml';
import { OperatorStack, type OperatorStackProps, operatorStackChart } from '../../../src';
import { compileChart } from '../../../src/chart';
import { operatorStackValues } from '../../../src/constructs/operator-stack.values';

const ENGINE_OF_OTHERS = { operator: { enabled: false } };
const AUTOMATIC = 'operator.admissionWebhooks.autoGenerateCert.enabled';

const files = compileChart(operatorStackChart as never);

describe('rules', () => {
  const problems = (props: OperatorStackProps) =>
    operatorStackValues.parse(props, () => ({}) as never).problems.map(({ code, at }) => `${code} ${at}`);

  test.each<[string, OperatorStackProps, string[]]>([
    ['the defaults', {}, []],
    ['an operator that is there already', ENGINE_OF_OTHERS, []],
    ['policies beside an operator', { engine: 'policy' }, ['one-engine operator.enabled']],
    ['policies alone', { engine: 'policy', ...ENGINE_OF_OTHERS }, []],
    [
      'two certificates',
      { operator: { admissionWebhooks: { certManager: { enabled: true } } } },
      [`certificate ${AUTOMATIC}`],
    ],
    [
      'no certificate',
      { operator: { admissionWebhooks: { autoGenerateCert: { enabled: false } } } },
      [`certificate ${AUTOMATIC}`],
    ],
    [
      'the one of cert-manager',
      {
        operator: {
          admissionWebhooks: { certManager: { enabled: true }, autoGenerateCert: { enabled: false } },
        },
      },
      [],
    ],
    [
      'a new one with each upgrade',
      { operator: { admissionWebhooks: { autoGenerateCert: { recreate: true } } } },
      ['certificate operator.admissionWebhooks.autoGenerateCert.recreate'],
    ],
    ['a budget for one pod', { operator: { replicaCount: 1 } }, ['budget operator.pdb.create']],
    ['one pod', { operator: { replicaCount: 1, pdb: { create: false } } }, []],
    ['any version of kubectl', { install: { image: { tag: 'latest' } } }, ['image-pinned install.image.tag']],
  ])('%s', (_what, props, expected) => {
    expect(problems(props)).toEqual(expected);
  });
});

describe('the chart', () => {
  test('depends on one version of the chart of the operator, and of the operator', () => {
    const { dependencies, appVersion } = parse(files['Chart.yaml']);
    expect(dependencies).toEqual([
      expect.objectContaining({ version: '0.110.0', condition: 'operator.enabled' }),
    ]);
    expect(appVersion).toBe('0.148.0');
  });

  test('has no certificate authority and asks for nothing of the cluster while it is rendered', () => {
    const templates = Object.entries(files).filter(([path]) => path.startsWith('templates/'));
    expect(templates.filter(([, text]) => /caBundle|\blookup\b/.test(text))).toEqual([]);
  });

  test('has a Job after each change, one before the end, and what they may do no longer than they run', () => {
    const hooks = Object.entries(files).flatMap(([path, text]) => {
      const on = /helm.sh\/hook: (.*)/.exec(text)?.[1];
      return on
        ? [[path.replace(/^templates\/|\.yaml$/g, ''), on, /hook-delete-policy: (.*)/.exec(text)?.[1]]]
        : [];
    });
    const after = 'post-install,post-upgrade,post-rollback';
    const gone = 'before-hook-creation,hook-succeeded';
    expect(hooks.sort()).toEqual([
      ['apply', after, gone],
      ['apply-account', `${after},pre-delete`, gone],
      ['apply-binding', `${after},pre-delete`, gone],
      ['apply-role', `${after},pre-delete`, gone],
      ['remove', 'pre-delete', gone],
    ]);
  });
});

describe('in a cdk8s app', () => {
  const objects = (props: OperatorStackProps) => {
    const chart = new Chart(new App(), 'stack', { namespace: 'observability' });
    new OperatorStack(chart, 'stack', props);
    return Testing.synth(chart);
  };

  test('objects of the operator are objects like any other, in the wave after it, whatever the mode', () => {
    const instrumentation = objects({ fullnameOverride: 'botanu' }).find(
      ({ kind }) => kind === 'Instrumentation',
    );
    expect(instrumentation).toMatchObject({
      metadata: {
        name: 'botanu',
        labels: { 'app.kubernetes.io/instance': 'botanu', 'botanu.ai/installed-from': 'observability' },
        annotations: { 'argocd.argoproj.io/sync-wave': '1' },
      },
    });
  });

  test('there are none for the engine policy', () => {
    const kinds = objects({ engine: 'policy', ...ENGINE_OF_OTHERS, namespaces: { shop: {} } }).map(
      ({ kind }) => kind,
    );
    expect(new Set(kinds)).toEqual(
      new Set(['ConfigMap', 'MutatingAdmissionPolicy', 'MutatingAdmissionPolicyBinding']),
    );
  });
});
