/** What the installer may change of the OpenTelemetry operator: values of its own chart, with defaults of ours. */
import { COLLECTOR_IMAGE } from '../telemetry/collector-image';
import { choice, integer, listOf, openSection, quantity, raw, text, toggle } from '../values/definition';
import { DNS_LABEL, PROCESSOR } from '../values/formats';
import { memory } from './parts/pod-values';

/** Labels its pods, and is in the names of its objects. By its alias alone it would be called "operator". */
export const OPERATOR_NAME = 'opentelemetry-operator';
/** The version of the operator's own chart, which names the version of the operator. */
export const OPERATOR_CHART_VERSION = '0.110.0';

/** The API server waits as long for each pod that is made while the operator does not answer. */
const SHORT_TIMEOUT = 5;

export const operatorValues = openSection(
  'The OpenTelemetry operator: values of its own chart, opentelemetry-operator, which takes more than what is shown here.',
  {
    enabled: toggle({
      about: 'Whether it is installed. Not where the cluster has one already, nor for the engine policy.',
      default: true,
    }),
    nameOverride: text({
      about: 'What it is called, behind the name of the release.',
      default: OPERATOR_NAME,
      format: DNS_LABEL,
      maxLength: 63,
    }),
    fullnameOverride: text({
      about: 'Takes the place of the whole name of its objects.',
      format: DNS_LABEL,
      maxLength: 63,
    }),
    replicaCount: integer({
      about:
        'Its pods. Any of them answers when a pod is made; one of them at a time looks after collectors.',
      default: 2,
      min: 0,
      max: 20,
    }),
    pdb: openSection('Whether an eviction waits for another pod.', {
      create: toggle({ about: 'Whether there is a PodDisruptionBudget: one pod stays.', default: true }),
    }),
    topologySpreadConstraints: listOf(raw({ about: 'A constraint.' }), {
      about: 'How its pods are spread: over nodes, as far as that goes.',
      default: [
        {
          maxSkew: 1,
          topologyKey: 'kubernetes.io/hostname',
          whenUnsatisfiable: 'ScheduleAnyway',
          labelSelector: { matchLabels: { 'app.kubernetes.io/name': OPERATOR_NAME } },
        },
      ],
    }),
    manager: openSection('The operator itself.', {
      collectorImage: openSection('The collector that it runs where an object names none.', {
        repository: text({
          about: 'Where the image is.',
          default: `${COLLECTOR_IMAGE.registry}/${COLLECTOR_IMAGE.repository}`,
        }),
        tag: text({ about: 'Its version.', default: COLLECTOR_IMAGE.tag }),
      }),
      resources: openSection('What a pod of it may use.', {
        requests: openSection('What is reserved.', {
          cpu: quantity({ about: 'Processor time.', default: '100m', format: PROCESSOR }),
          memory: memory('Memory.', '128Mi'),
        }),
        limits: openSection('What is not exceeded.', {
          memory: memory('Memory. It keeps what it watches there, so it grows with the cluster.', '512Mi'),
        }),
      }),
      featureGatesMap: openSection('Features of the operator that are on or off.', {
        'operator.networkpolicy': toggle({
          about:
            'Whether it makes a NetworkPolicy for itself. With it the operator does not start unless it may read the addresses of the API server.',
          default: false,
        }),
      }),
      autoInstrumentation: openSection('Languages that it injects only when told to.', {
        go: openSection('Go.', {
          enabled: toggle({ about: 'Whether, by a privileged sidecar that uses eBPF.', default: false }),
        }),
      }),
    }),
    admissionWebhooks: openSection('How the API server asks it.', {
      namePrefix: text({
        about:
          'Goes before the name of the configuration: the API server asks webhooks in the order of names.',
        format: DNS_LABEL,
        maxLength: 30,
      }),
      failurePolicy: choice(['Fail', 'Ignore'], {
        about:
          'What becomes of its own objects while it does not answer. Fail: they are refused, so that none is stored without defaults and unchecked.',
        default: 'Fail',
      }),
      pods: openSection('How it is asked about pods.', {
        failurePolicy: choice(['Ignore', 'Fail'], {
          about:
            'What becomes of pods while it does not answer. Ignore: they start without an agent, and nobody says so. Fail: they do not start.',
          default: 'Ignore',
        }),
      }),
      timeoutSeconds: integer({
        about: 'How long the API server waits for its answer.',
        default: SHORT_TIMEOUT,
        min: 1,
        max: 30,
      }),
      namespaceSelector: openSection('In which namespaces it is asked.', {
        matchExpressions: listOf(raw({ about: 'A condition on labels of the namespace.' }), {
          about: 'Everywhere but where Kubernetes itself runs.',
          default: [
            {
              key: 'kubernetes.io/metadata.name',
              operator: 'NotIn',
              values: ['kube-system', 'kube-public', 'kube-node-lease'],
            },
          ],
        }),
      }),
      objectSelector: openSection('About which objects it is asked: pods, and its own.', {
        matchExpressions: listOf(raw({ about: 'A condition on labels of the object.' }), {
          about: 'All but its own pods, which would otherwise ask for themselves when they start.',
          default: [{ key: 'app.kubernetes.io/name', operator: 'NotIn', values: [OPERATOR_NAME] }],
        }),
      }),
      certManager: openSection('Certificates by cert-manager, which renews them in time.', {
        enabled: toggle({
          about: 'Whether. Then set autoGenerateCert.enabled to false. What GitOps needs, too.',
          default: false,
        }),
      }),
      autoGenerateCert: openSection('A certificate by Helm, made at the installation. Nobody renews it.', {
        enabled: toggle({ about: 'Whether.', default: true }),
        recreate: toggle({ about: 'Whether each upgrade makes another.', default: false }),
        certPeriodDays: integer({ about: 'How long it holds.', default: 3650, min: 1, max: 36500 }),
      }),
    }),
    crds: openSection('The definitions of its kinds.', {
      create: toggle({
        about: 'Whether they are installed, and upgraded. An uninstallation leaves them.',
        default: true,
      }),
    }),
  },
);
