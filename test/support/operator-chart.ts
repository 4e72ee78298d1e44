/**
 * A stand-in for the chart of the OpenTelemetry operator, which cannot be fetched here: made of the installation that the
 * operator's own module describes, under the name and version that ours depends on, for the values that ours sets.
 */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments, stringify } from 'yaml';
import { OPERATOR_CHART_VERSION, OPERATOR_NAME } from '../../src/constructs/operator-stack.operator-values';
import { OPERATOR_VERSION } from '../../src/constructs/operator-stack.values';
import { tool } from '../../tools/tool';
import { OPERATOR_STACK_CHART } from './chart';
import { type KubernetesObject, run } from './helm';
import { temporaryFolder } from './temporary-folder';

const REPOSITORY = 'ghcr.io/open-telemetry/opentelemetry-operator/opentelemetry-operator';
export const OPERATOR_IMAGE = `${REPOSITORY}:${OPERATOR_VERSION}`;

let made: Promise<string> | undefined;

/** A folder with the chart `operator-stack` and the chart that it depends on, from which Helm installs. */
export function operatorStackChart(): Promise<string> {
  made ??= withOperator(join(temporaryFolder(), 'operator-stack'), OPERATOR_STACK_CHART);
  return made;
}

/** Copies a chart that depends on the operator's, and puts that beside it. */
export async function withOperator(folder: string, chart: string): Promise<string> {
  cpSync(chart, folder, { recursive: true });
  const subchart = join(folder, 'charts', OPERATOR_NAME);
  mkdirSync(join(subchart, 'templates'), { recursive: true });
  for (const [file, text] of Object.entries(await standIn())) writeFileSync(join(subchart, file), text);
  return folder;
}

async function standIn(): Promise<Record<string, string>> {
  const objects = await installation();
  const of = (...kinds: string[]) => objects.filter(({ kind }) => kinds.includes(kind));
  const definitions = of('CustomResourceDefinition').map(definition);
  const webhooks = of('MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration').map(webhooksOf);
  const others = objects.filter(({ kind }) =>
    /^(ServiceAccount|(Cluster)?Role(Binding)?|Service)$/.test(kind),
  );
  const asks = [template(webhooks), '{{- if .Values.crds.create }}', template(definitions), '{{- end }}'];
  return {
    'Chart.yaml': stringify({
      apiVersion: 'v2',
      name: OPERATOR_NAME,
      version: OPERATOR_CHART_VERSION,
      appVersion: OPERATOR_VERSION,
    }),
    'values.yaml': stringify(VALUES),
    'templates/_helpers.tpl': HELPERS,
    'templates/operator.yaml': template([...others, ...of('Deployment').map(deployment)]),
    'templates/pdb.yaml': BUDGET,
    'templates/roles.yaml': ROLES,
    // In one file, because a certificate that is made anew is another in each file.
    'templates/webhooks.yaml': [CERTIFICATE, ...asks].join('\n'),
  };
}

/** What `config/default` of the operator's module installs. */
async function installation(): Promise<KubernetesObject[]> {
  const kubectl = join(await tool('kubernetes'), 'kubectl');
  const { code, stdout, stderr } = await run(kubectl, [
    'kustomize',
    join(await tool('operator'), 'config/default'),
  ]);
  if (code !== 0) throw new Error(stderr);
  return parseAllDocuments(stdout).map(document => document.toJS());
}

// ---------------------------------------------------------------------------------------------------------- templates

/** Template language that stands in the place of a value, or of an item that is several. */
const expression = (code: string) => `\u2039${code}\u203a`;

/** Names as the operator's chart gives them, longest first. */
const NAMES: readonly [RegExp, string][] = [
  [/opentelemetry-operator-system/g, '{{ $.Release.Namespace }}'],
  [/opentelemetry-operator-mutating-webhook-configuration/g, '{{ include `operator.mutation` $ }}'],
  [
    /opentelemetry-operator-validating-webhook-configuration/g,
    '{{ include `operator.fullname` $ }}-validation',
  ],
  [/opentelemetry-operator-webhook-service/g, '{{ include `operator.fullname` $ }}-webhook'],
  [/opentelemetry-operator-controller-manager-metrics-service/g, '{{ include `operator.fullname` $ }}'],
  [/opentelemetry-operator-(?=[a-z])/g, '{{ include `operator.fullname` $ }}-'],
  [
    /(app.kubernetes.io\/name: )opentelemetry-operator$/gm,
    '$1{{ $.Values.nameOverride | default $.Chart.Name }}',
  ],
];

function template(objects: readonly object[]): string {
  const text = objects
    .map(object => stringify(object, { lineWidth: 0 }))
    .join('---\n')
    .replaceAll('{{', '{{ `{{` }}');
  const named = NAMES.reduce((renamed, [pattern, name]) => renamed.replace(pattern, name), text);
  return `---\n${named.replace(/"?\u2039([^\u203a]*)\u203a"?/g, (_, code) => `{{ ${code} }}`)}---\n`;
}

const CA = expression('$certificate.ca');

function definition({ metadata, spec, ...rest }: KubernetesObject): object {
  const { clientConfig } = spec.conversion?.webhook ?? {};
  if (clientConfig) clientConfig.caBundle = CA;
  const annotations = { ...metadata.annotations, 'helm.sh/resource-policy': 'keep' };
  return { ...rest, metadata: { ...metadata, annotations }, spec };
}

function webhooksOf({ webhooks, metadata: { name }, ...rest }: KubernetesObject): object {
  return {
    ...rest,
    metadata: { name, labels: expression('include `operator.labels` $') },
    webhooks: webhooks.map((webhook: KubernetesObject) => ({
      ...webhook,
      clientConfig: { ...webhook.clientConfig, caBundle: CA },
      failurePolicy: failurePolicy(webhook),
      timeoutSeconds: expression('$.Values.admissionWebhooks.timeoutSeconds'),
      namespaceSelector: expression('toJson $.Values.admissionWebhooks.namespaceSelector'),
      objectSelector: expression('toJson $.Values.admissionWebhooks.objectSelector'),
    })),
  };
}

function failurePolicy({ name, failurePolicy: asIs }: { [field: string]: unknown }): unknown {
  if (name === 'mpod.kb.io') return expression('$.Values.admissionWebhooks.pods.failurePolicy');
  return asIs === 'Ignore' ? asIs : expression('$.Values.admissionWebhooks.failurePolicy');
}

function deployment({ metadata, spec, ...rest }: KubernetesObject): object {
  const { template: pod } = spec;
  const [{ args, env, ...manager }] = pod.spec.containers;
  const settings = env.filter(({ name }: { name: string }) => name !== 'ENABLE_LEADER_ELECTION');
  const container = {
    ...manager,
    image: expression(
      'printf "%s:%s" $.Values.manager.image.repository ($.Values.manager.image.tag | default $.Chart.AppVersion)',
    ),
    args: [
      ...args,
      expression('printf "--enable-leader-election=%t" $.Values.manager.leaderElection.enabled'),
      expression('printf "--enable-go-instrumentation=%t" $.Values.manager.autoInstrumentation.go.enabled'),
      expression(
        'printf "--collector-image=%s:%s" $.Values.manager.collectorImage.repository $.Values.manager.collectorImage.tag',
      ),
      expression('include `operator.featureGates` $'),
    ],
    env: settings,
    // Sooner than it says itself, because tests wait for it.
    readinessProbe: { ...manager.readinessProbe, initialDelaySeconds: 0, periodSeconds: 1 },
    resources: expression('toJson $.Values.manager.resources'),
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      seccompProfile: { type: 'RuntimeDefault' },
    },
  };
  const more = {
    containers: [container],
    securityContext: { runAsNonRoot: true, runAsUser: 65532, fsGroup: 65532 },
    nodeSelector: expression('toJson $.Values.nodeSelector'),
    topologySpreadConstraints: expression('toJson $.Values.topologySpreadConstraints'),
  };
  return {
    ...rest,
    metadata,
    spec: {
      ...spec,
      replicas: expression('$.Values.replicaCount'),
      template: { ...pod, spec: { ...pod.spec, ...more } },
    },
  };
}

// ------------------------------------------------------------------------------------------ as in the operator's chart

const VALUES = {
  enabled: true,
  nameOverride: '',
  fullnameOverride: '',
  replicaCount: 1,
  pdb: { create: false, minAvailable: 1 },
  manager: {
    image: { repository: REPOSITORY, tag: '' },
    collectorImage: { repository: 'otel/opentelemetry-collector-k8s', tag: OPERATOR_VERSION },
    leaderElection: { enabled: true },
    createRbacPermissions: false,
    autoInstrumentation: { go: { enabled: false } },
    featureGatesMap: {},
    resources: {},
  },
  admissionWebhooks: {
    namePrefix: '',
    failurePolicy: 'Fail',
    pods: { failurePolicy: 'Ignore' },
    timeoutSeconds: 10,
    namespaceSelector: {},
    objectSelector: {},
    certManager: { enabled: true },
    autoGenerateCert: { enabled: true, recreate: true, certPeriodDays: 365 },
  },
  crds: { create: true },
  nodeSelector: { 'kubernetes.io/os': 'linux' },
  topologySpreadConstraints: [],
};

const HELPERS = `
{{- define "operator.fullname" -}}
{{- $name := .Values.nameOverride | default .Chart.Name }}
{{- $own := ternary .Release.Name (printf "%s-%s" .Release.Name $name) (contains $name .Release.Name) }}
{{- .Values.fullnameOverride | default $own | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- define "operator.mutation" -}}
{{- printf "%s-%s" .Values.admissionWebhooks.namePrefix (include "operator.fullname" .) | trimPrefix "-" }}-mutation
{{- end }}
{{- define "operator.labels" -}}
{{- dict "app.kubernetes.io/name" (.Values.nameOverride | default .Chart.Name) "app.kubernetes.io/instance" .Release.Name | toJson }}
{{- end }}
{{- define "operator.featureGates" -}}
{{- $gates := list }}
{{- range $gate, $on := .Values.manager.featureGatesMap }}
{{- $gates = append $gates (printf "%s%s" (ternary "" "-" $on) $gate) }}
{{- end }}
{{- printf "--feature-gates=%s" (join "," $gates) }}
{{- end }}
`;

/** Made at the installation; then the one that is there, unless another is asked for. */
const CERTIFICATE = `
{{- if .Values.admissionWebhooks.certManager.enabled }}
{{- fail "the stand-in knows no cert-manager" }}
{{- end }}
{{- $name := printf "%s-controller-manager-service-cert" (include "operator.fullname" .) }}
{{- $service := printf "%s-webhook.%s" (include "operator.fullname" .) .Release.Namespace }}
{{- $days := int .Values.admissionWebhooks.autoGenerateCert.certPeriodDays }}
{{- $authority := genCA "opentelemetry-operator-operator-ca" $days }}
{{- $pair := genSignedCert (include "operator.fullname" .) nil (list $service (printf "%s.svc" $service)) $days $authority }}
{{- $certificate := dict "crt" (b64enc $pair.Cert) "key" (b64enc $pair.Key) "ca" (b64enc $authority.Cert) }}
{{- $before := lookup "v1" "Secret" .Release.Namespace $name }}
{{- if and $before (not .Values.admissionWebhooks.autoGenerateCert.recreate) }}
{{- $certificate = dict "crt" (index $before.data "tls.crt") "key" (index $before.data "tls.key") "ca" (index $before.data "ca.crt") }}
{{- end }}
apiVersion: v1
kind: Secret
type: kubernetes.io/tls
metadata:
  name: {{ $name }}
  annotations:
    helm.sh/hook: pre-install,pre-upgrade
    helm.sh/hook-delete-policy: before-hook-creation
data:
  tls.crt: {{ $certificate.crt }}
  tls.key: {{ $certificate.key }}
  ca.crt: {{ $certificate.ca }}
`;

const BUDGET = `
{{- if .Values.pdb.create }}
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ include "operator.fullname" . }}
spec:
  minAvailable: {{ .Values.pdb.minAvailable }}
  selector:
    matchLabels:
      app.kubernetes.io/name: {{ .Values.nameOverride | default .Chart.Name }}
{{- end }}
`;

/** With the right to make roles, the operator makes them for collectors, and gives those a finalizer. */
const ROLES = `
{{- if .Values.manager.createRbacPermissions }}
{{- $name := printf "%s-roles" (include "operator.fullname" .) }}
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: {{ $name }}
rules:
  - apiGroups: [rbac.authorization.k8s.io]
    resources: [clusterroles, clusterrolebindings]
    verbs: [create, delete, get, list, patch, update, watch]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: {{ $name }}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: {{ $name }}
subjects:
  - kind: ServiceAccount
    name: {{ include "operator.fullname" . }}-controller-manager
    namespace: {{ .Release.Namespace }}
{{- end }}
`;
