/** Settings of an operator stack that are wrong, each in one way, with what must be said of it. */
import { BAD_COLLECTORS } from './bad-collectors';
import { type BadInput, input, type Row } from './bad-inputs';
import { BAD_INSTRUMENTATION_VALUES } from './bad-instrumentation-values';

const WEBHOOKS = 'operator.admissionWebhooks';
const byPolicy = { engine: 'policy', operator: { enabled: false } };

const BY_RULE: readonly Row[] = [
  [
    'two engines',
    'operator.enabled',
    true,
    'one-engine',
    /--set operator\.enabled=false/,
    { engine: 'policy' },
  ],
  [
    'collectors without an operator',
    'collectors',
    { gateway: { exporter: { endpoint: 'backend:4317' } } },
    'engine',
    /chart collector/,
    byPolicy,
  ],
  [
    'what no policy can say of pods',
    'instrumentation.kubernetesUids',
    true,
    'engine',
    /engine to operator/,
    byPolicy,
  ],
  ['what no policy reads', 'instrumentation.namesFromLabels', true, 'engine', /engine to operator/, byPolicy],
  ['no certificate at all', `${WEBHOOKS}.autoGenerateCert.enabled`, false, 'certificate', /certManager/],
  [
    'two certificates',
    `${WEBHOOKS}.autoGenerateCert.enabled`,
    true,
    'certificate',
    /set one of the two to false/,
    { operator: { admissionWebhooks: { certManager: { enabled: true } } } },
  ],
  [
    'another certificate at each upgrade',
    `${WEBHOOKS}.autoGenerateCert.recreate`,
    true,
    'certificate',
    /cert-manager/,
  ],
  [
    'a budget for one pod',
    'operator.pdb.create',
    true,
    'budget',
    /replicaCount to 2/,
    { operator: { replicaCount: 1 } },
  ],
  [
    'a hook in the image for Python that has none',
    'instrumentation.python.image.repository',
    'open-telemetry/opentelemetry-operator/autoinstrumentation-python',
    'image-without-hook',
    /images\/autoinstrumentation-python/,
    { runId: { delivery: 'image' }, instrumentation: { nodejs: { image: { repository: 'own/nodejs' } } } },
  ],
  ['any version of kubectl', 'install.image.tag', 'latest', 'image-pinned', /name a version/],
  ['no version of kubectl', 'install.image.tag', '', 'image-pinned', /name a version/],
  [
    'more reserved than allowed',
    'install.resources.requests.memory',
    '1Gi',
    'request-above-limit',
    /raise the limit/,
  ],
  ['a namespace in upper case', 'namespaces.Shop', {}, 'key-format', /lower case/],
  ['a manifest without a kind', 'extraManifests.x', { apiVersion: 'v1' }, 'manifest', /kind/],
];

const BY_SCHEMA: readonly Row[] = [
  ['an engine that does not exist', 'engine', 'webhook', 'choice', /operator/],
  ['a word for yes', 'namespaces.shop.enabled', 'yes', 'type', /true or false/],
  ['a typo in a namespace', 'namespaces.shop.enabld', true, 'unknown-setting', /enabled/],
  ['a list of namespaces', 'namespaces', ['shop'], 'type', /give a map/],
  ['a mode of installation that does not exist', 'install.mode', 'hook', 'choice', /job/],
  ['no patience at all', 'install.timeoutSeconds', 0, 'range', /5/],
  ['a failure policy that does not exist', 'policy.failurePolicy', 'Warn', 'choice', /Ignore/],
  ['a way of delivery that does not exist', 'runId.delivery', 'volume', 'choice', /image/],
  ['a typo at the top', 'namespace', 'shop', 'unknown-setting', /namespaces/],
];

export const BAD_OPERATOR_STACKS: readonly BadInput[] = [
  ...BY_RULE.map(input(false)),
  ...BY_SCHEMA.map(input(true)),
  ...BAD_COLLECTORS,
  ...BAD_INSTRUMENTATION_VALUES,
];
