/** Values of an operator stack that are legal together, made so from what the settings mean and not from our own rules. */
import fc from 'fast-check';
import { operatorStackValues } from '../../src/constructs/operator-stack.values';
import { anyText, edited, type Overrides, type Values, valuesOf } from './generated-values';
import { agreeingCollectors, OPERATED } from './legal-operated-collectors';

const I = 'instrumentation';
const LANGUAGES = ['java', 'python', 'nodejs', 'dotnet', 'go', 'apacheHttpd', 'nginx'];
const variables = fc.dictionary(fc.stringMatching(/^V_[A-Z0-9]{1,9}$/), anyText, {
  maxKeys: 3,
  noNullPrototype: true,
});
const memory = fc.constantFrom('', '64Mi', '0.03125Gi', 33_554_432);
const cpu = fc.constantFrom('', '50m', '0.1', 0.25);

const OVERRIDES: Overrides = {
  ...OPERATED,
  'namespaces.*key': fc.constantFrom('shop', 'no', 'x1', '1e3'),
  [`${I}.endpoints.http`]: fc.constantFrom(
    '',
    'http://collector.observability:4319',
    'https://[2001:db8::1]:443/otlp',
  ),
  [`${I}.endpoints.grpc`]: fc.constantFrom('', 'https://collector.observability:4319', 'http://10.0.0.1:443'),
  [`${I}.resourceAttributes.*key`]: fc.constantFrom('team', 'a.b_c', 'deployment.environment.name'),
  [`${I}.env`]: variables,
  ...Object.fromEntries(LANGUAGES.map(language => [`${I}.${language}.env`, variables])),
  ...Object.fromEntries(
    LANGUAGES.map(language => [`${I}.${language}.image.tag`, fc.constantFrom('2.28.1', 'v3', '10.1')]),
  ),
  [`${I}.python.image.repository`]: fc.constantFrom('own/python', 'python'),
  [`${I}.nodejs.image.repository`]: fc.constantFrom('own/nodejs', 'nodejs'),
  [`${I}.apacheHttpd.directives.*key`]: fc.constantFrom('ApacheModuleTraceAsError', 'ApacheModuleX'),
  [`${I}.nginx.directives.*key`]: fc.constantFrom('NginxModuleTraceAsError', 'NginxModuleX'),
  [`${I}.apacheHttpd.configPath`]: fc.constantFrom('/etc/httpd', '/a-b_c/d.e'),
  [`${I}.nginx.configFile`]: fc.constantFrom('/etc/nginx.conf', '/a-b_c/d.e'),
  [`${I}.resources.requests.memory`]: memory,
  [`${I}.resources.limits.memory`]: fc.constantFrom('128Mi', '1Gi', 2_000_000_000),
  [`${I}.resources.requests.cpu`]: cpu,
  [`${I}.resources.limits.cpu`]: fc.constantFrom('', '250m', '1', 2),
  'install.image.tag': fc.constantFrom('1.34.1', '1.10'),
  'install.resources.requests.memory': memory,
  'install.resources.limits.memory': fc.constantFrom('64Mi', '1Gi'),
  'install.resources.requests.cpu': cpu,
  'install.resources.limits.cpu': fc.constantFrom('', '250m', '1', 2),
  'operator.fullnameOverride': fc.constantFrom('', 'own'),
  'operator.manager.resources.requests.memory': fc.constantFrom('64Mi'),
  extraManifests: fc.constantFrom<Values>(
    {},
    { x: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, data: { k: '{{x}}' } } },
  ),
};

const defaults = operatorStackValues.shape.parse({});

export const legalOperatorStackValues: fc.Arbitrary<Values> = valuesOf(
  operatorStackValues.schema,
  OVERRIDES,
).map(generated => {
  const { values, get, set } = edited(agreeingCollectors(generated), defaults);
  if (get('engine') === 'policy') {
    set('operator.enabled', false);
    set('collectors', undefined);
    for (const setting of ['kubernetesUids', 'namesFromLabels']) set(`${I}.${setting}`, undefined);
  }
  const certManager = get<boolean>('operator.admissionWebhooks.certManager.enabled');
  set('operator.admissionWebhooks.autoGenerateCert.enabled', !certManager);
  set('operator.admissionWebhooks.autoGenerateCert.recreate', undefined);
  if (get('operator.replicaCount') === 1) set('operator.pdb.create', false);
  const propagators = get<string[]>(`${I}.propagators`).filter(one => !/^(tracecontext|baggage)$/.test(one));
  set(`${I}.propagators`, [...new Set(['tracecontext', ...propagators, 'baggage'])]);
  const isShare = /traceidratio$/.test(get(`${I}.sampler.type`));
  set(`${I}.sampler.argument`, isShare ? '0.25' : undefined);
  if (get('runId.delivery') === 'image')
    for (const language of ['python', 'nodejs']) set(`${I}.${language}.image.repository`, `own/${language}`);
  return values;
});
