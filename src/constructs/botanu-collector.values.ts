/** The settings of `BotanuCollector`, and what they must agree on. */
import { z } from 'zod';
import type { k8s } from '../k8s';
import type { Agent } from '../telemetry/agents/agent';
import { injectedAgents } from '../telemetry/agents/environment';
import { propagators } from '../telemetry/agents/sampling';
import { COLLECTOR_IMAGE } from '../telemetry/collector-image';
import {
  collectorSettings,
  delivery as deliverySettings,
  monitoring as monitoringSettings,
  runId as runIdSettings,
} from '../telemetry/collector-settings';
import {
  choice,
  defineSettings,
  entry,
  integer,
  listOf,
  mapOf,
  rawList,
  section,
  text,
  toggle,
} from '../values/definition';
import type { Settings } from '../values/expression';
import {
  DNS_SUBDOMAIN,
  MOUNT_PATH,
  PAGE,
  PORT_NAME,
  PROMETHEUS_DURATION,
  PROMETHEUS_LABEL,
  WITHOUT_DELETE,
} from '../values/formats';
import { imageSettings } from '../values/image';
import { releaseSettings } from '../values/release-settings';
import { gateway } from './botanu-collector.gateway-values';
import { networkPolicy } from './botanu-collector.network-policy-values';
import { collectorRules } from './botanu-collector.rules';
import { agentEnv, agentImage, sampler } from './parts/agent-values';
import { dashboardValues, moreLabels } from './parts/dashboard-values';
import {
  annotations,
  extraEnv,
  extraManifests,
  globalSettings,
  imagePullSecrets,
  memory,
  podFields,
  podSecurityContext,
  resources,
  SETS_UP_LIMITERS,
  securityContext,
  serviceAccount,
} from './parts/pod-values';

export const COLLECTOR_VERSION = COLLECTOR_IMAGE.tag;

const image = imageSettings(
  'The collector. The k8s distribution is the smallest official one that holds all that is used.',
  COLLECTOR_IMAGE,
);

const configCheck = section(
  'The configuration is checked by the image of the collector before an installation or an upgrade changes anything. A hook of Helm: a cdk8s app has none.',
  {
    enabled: toggle({
      about:
        'Whether it is. A configuration that the collector does not take stops the release, with the words of the collector.',
      default: true,
    }),
    deadlineSeconds: integer({
      about:
        'How long the check may take, with the time to pull the image. Shorter than the --timeout of Helm, which is 5 minutes, or Helm gives up first.',
      default: 240,
      min: 10,
      max: 3600,
    }),
  },
);

const test = section(
  '`helm test`: sends spans through the Service and follows them until the backend has them. A hook of Helm: a cdk8s app has only what counts the spans.',
  {
    enabled: toggle({
      about:
        'Whether there is a test, and in the pipeline of traces the processor by which it sees run_id. That one drops spans named `botanu-helm-test` without run_id, and looks at no other.',
      default: true,
    }),
    patienceSeconds: integer({
      about: 'How long the test waits for an answer, and for the backend to have the spans.',
      default: 30,
      min: 5,
      max: 240,
    }),
    runAsUser: integer({
      about: 'User of the pod, because the image names none; 0: leaves that to the cluster (OpenShift).',
      default: 65534,
      min: 0,
      max: 2147483647,
    }),
    image: imageSettings('A shell with wget, nc and nslookup.', {
      registry: 'docker.io',
      repository: 'library/busybox',
      tag: '1.37',
    }),
  },
);

const collector = section('The pods of the collector; with a gateway, of the agents.', {
  mode: choice(['daemonset', 'deployment', 'statefulset'], {
    about:
      'daemonset: one on each node, next to the applications. deployment: some for the whole cluster. statefulset: the same, each with a disk of its own.',
    default: 'daemonset',
  }),
  replicas: integer({ about: 'Copies of a deployment or a statefulset.', default: 2, min: 1, max: 1000 }),
  resources: resources({ cpu: '100m', memory: '256Mi' }, { cpu: '', memory: '512Mi' }, SETS_UP_LIMITERS),
  gogc: integer({
    about:
      'How much garbage may gather before it is collected, in percent of what lives (GOGC). More spares processor time and takes memory; GOMEMLIMIT, where the memory limiter begins to refuse, bounds it.',
    default: 800,
    min: 10,
    max: 10000,
  }),
  updateStrategy: section('How pods are replaced.', {
    surge: toggle({
      about:
        'Starts the new pod of a node before the old one ends, so that its applications always have one to send to. Not possible with hostPort, nor with a hostPath queue.',
      default: true,
    }),
    maxUnavailable: integer({
      about: 'Without surge: pods that may be missing at the same time.',
      default: 1,
      min: 1,
      max: 1000,
    }),
  }),
  shutdown: section('How a pod ends without losing what it holds.', {
    preStopSeconds: integer({
      about:
        'Goes on listening for this long after the Service has stopped sending new connections; so does the gateway.',
      default: 5,
      min: 0,
      max: 300,
    }),
    graceSeconds: integer({
      about:
        'Time to end; 0: computed from the queue and the timeout of the exporter, which is what you want, and what the gateway always does.',
      default: 0,
      min: 0,
      max: 3600,
    }),
  }),
  podDisruptionBudget: section('Keeps copies of a deployment or statefulset through the drain of nodes.', {
    enabled: toggle({
      about: 'Whether there is one. A daemonset needs none: drains leave it alone.',
      default: true,
    }),
    maxUnavailable: integer({ about: 'Copies that may be missing.', default: 1, min: 1, max: 1000 }),
  }),
  ...podFields,
  extraEnv,
  topologySpreadConstraints: rawList<k8s.TopologySpreadConstraint>({
    type: 'k8s.TopologySpreadConstraint',
    about: 'How copies of a deployment or statefulset are spread.',
    example: [{ maxSkew: 1, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway' }],
  }),
  podSecurityContext: podSecurityContext('Security context of the pods, those of the gateway too.'),
  securityContext: securityContext('Security context of the container, in both.'),
});

const agentSettings = (name: string, { image }: Pick<Agent, 'image'>) =>
  section(`The agent for ${name}.`, {
    enabled: toggle({
      about:
        'Whether it is part of the Instrumentation. Off is not away: the operator then injects its own default, of which the agent for Java knows no run_id.',
      default: true,
    }),
    image: agentImage(image),
    env: agentEnv,
  });

const instrumentation = section(
  'An Instrumentation for the OpenTelemetry operator, wired to this collector. Made only where the cluster knows the kind.',
  {
    enabled: toggle({ about: 'Whether there is one.', default: false }),
    propagators,
    sampler,
    resourceAttributes: mapOf(text({ about: 'The value.' }), {
      about: 'Attributes of every resource.',
      keys: { pattern: '^[A-Za-z][A-Za-z0-9._-]*$', help: 'write a name like deployment.environment.name' },
      example: { 'deployment.environment.name': 'production' },
    }),
    python: agentSettings('Python', injectedAgents.python),
    java: agentSettings(
      `Java, ${injectedAgents.java.minimumVersion} or later: run_id is not copied before`,
      injectedAgents.java,
    ),
    nodejs: agentSettings('Node.js', injectedAgents.nodejs),
    dotnet: agentSettings('.NET', injectedAgents.dotnet),
  },
);

const runId = section(
  'How botanu.run_id gets onto spans whose process did not write it, and what is kept out. Before anything that batches.',
  {
    ...runIdSettings,
    hookFiles: toggle({
      about:
        'A ConfigMap with the files by which Python and Node.js processes write run_id on every span themselves: pods of this namespace can mount it.',
      default: true,
    }),
  },
);

const delivery = section('What happens to telemetry that the backend has not taken yet.', {
  ...deliverySettings,
  storage: section('Where `durable` delivery keeps what waits.', {
    type: choice(['none', 'emptyDir', 'hostPath', 'persistentVolumeClaim'], {
      about:
        'emptyDir: survives a crash of the process, not the pod. hostPath: survives the pod, for a daemonset; takes the namespace out of Pod Security `baseline`. persistentVolumeClaim: survives the pod, for a statefulset.',
      default: 'none',
    }),
    size: memory(
      'Size of the volume; more than the queue, because the file grows beyond what it holds.',
      '1Gi',
    ),
    hostPath: text({
      about: 'Folder on the node. It must be writable for the user of the image, 10001.',
      default: '/var/lib/botanu-collector',
      format: MOUNT_PATH,
      minLength: 1,
    }),
    storageClassName: text({
      about: 'Class of the volume claim; empty: that of the cluster.',
      format: DNS_SUBDOMAIN,
      maxLength: 253,
    }),
    fsync: toggle({
      about: 'Forces every write to the disk, for who fears that a node loses power. Costs processor time.',
      default: false,
    }),
    fsGroup: integer({
      about:
        'Group that gets the volume, so that the process may write; 0: leaves that to the cluster (OpenShift).',
      default: 10001,
      min: 0,
      max: 2147483647,
    }),
  }),
});

const percent = (about: string, value: number, min: number) =>
  integer({ about, default: value, min, max: 100 });

const monitoring = section('How the collector itself is watched.', {
  ...monitoringSettings,
  podMonitor: section(
    'Has Prometheus scrape every pod of this release. Made only where the cluster knows the kind (Prometheus operator).',
    {
      enabled: toggle({ about: 'Whether there is one.', default: false }),
      interval: text({
        about: 'Time between two scrapes; the alerts need four within five minutes.',
        default: '30s',
        format: PROMETHEUS_DURATION,
        minLength: 1,
        maxLength: 20,
      }),
      scrapeTimeout: text({
        about: 'How long one scrape may take; empty: what Prometheus says.',
        format: PROMETHEUS_DURATION,
        maxLength: 20,
      }),
      labels: moreLabels('Labels by which your Prometheus selects what it scrapes.', {
        release: 'kube-prometheus-stack',
      }),
    },
  ),
  prometheusRule: section(
    'Alerts, each for a fault to act on: docs/alerts.md. They look at what the PodMonitor brings in, and at this release alone.',
    {
      enabled: toggle({ about: 'Whether they exist.', default: false }),
      labels: moreLabels('Labels by which your Prometheus selects its rules.', {
        release: 'kube-prometheus-stack',
      }),
      alertLabels: mapOf(text({ about: 'The value.', format: WITHOUT_DELETE, maxLength: 256 }), {
        about:
          'Labels of every alert, for Alertmanager to route by. `severity` is there: critical or warning.',
        keys: PROMETHEUS_LABEL,
        example: { team: 'platform' },
      }),
      runbookUrl: text({
        about:
          'Where your copy of docs/alerts.md is; each alert then links to its section. Empty: no link, since the alerts say themselves what to do.',
        format: PAGE,
        example: 'https://runbooks.example.com/collector/alerts.md',
      }),
      thresholds: section('From when on the alerts fire.', {
        queuePercent: percent('How full a queue may be, in percent.', 80, 1),
        refusedPercent: percent(
          'The share of what applications send that may be refused, in percent: some clients give up by themselves.',
          1,
          0,
        ),
        restarts: integer({
          about: 'Restarts of a pod within a quarter of an hour that are put up with.',
          default: 2,
          min: 0,
          max: 100,
        }),
      }),
    },
  ),
  dashboard: dashboardValues(
    'A Grafana dashboard of this release, in a ConfigMap for the sidecar of Grafana to find.',
  ),
});

const shape = {
  exporter: collectorSettings.exporter,
  delivery,
  runId,
  otlp: collectorSettings.otlp,
  pipelines: collectorSettings.pipelines,
  presets: section('What the collector can find out by itself.', {
    kubernetesAttributes: section(
      'Names of pod, deployment, node and namespace on everything, from the API server.',
      {
        enabled: toggle({
          about:
            'Whether it asks. Needs a ClusterRole that may read pods, namespaces, nodes and replica sets.',
          default: false,
        }),
        metadata: listOf(z.string().max(253), {
          about: 'The attributes that are added.',
          default: [
            'k8s.namespace.name',
            'k8s.pod.name',
            'k8s.pod.uid',
            'k8s.deployment.name',
            'k8s.node.name',
            'k8s.container.name',
          ],
        }),
      },
    ),
  }),
  memoryLimiter: collectorSettings.memoryLimiter,
  receivers: collectorSettings.receivers,
  processors: collectorSettings.processors,
  exporters: collectorSettings.exporters,
  config: collectorSettings.config,
  configCheck,
  test,
  monitoring,
  instrumentation,
  image,
  imagePullSecrets,
  collector,
  gateway,
  service: section('How applications find the collector.', {
    type: choice(['ClusterIP', 'NodePort', 'LoadBalancer'], {
      about: 'Type of the Service.',
      default: 'ClusterIP',
    }),
    internalTrafficPolicy: choice(['', 'Local', 'Cluster'], {
      about:
        'Local: only to the collector on the same node. Empty: Local for a daemonset, Cluster otherwise.',
      default: '',
    }),
    trafficDistribution: choice(['', 'PreferSameNode', 'PreferSameZone', 'PreferClose'], {
      about:
        'PreferSameNode: to the collector on the same node, and to another one while that is away. Needs Kubernetes 1.34 and takes the place of `Local`.',
      default: '',
    }),
    annotations: annotations('Annotations of the Service.'),
    extraPorts: mapOf(
      entry('A port.', {
        port: z.int().min(1).max(65535).meta({ description: 'Number, of the Service and of the container.' }),
        protocol: choice(['TCP', 'UDP'], { about: 'Protocol.', default: 'TCP' }),
      }),
      {
        about: 'Further ports by name, for receivers of your own.',
        keys: PORT_NAME,
        example: { zipkin: { port: 9411 } },
      },
    ),
  }),
  networkPolicy,
  serviceAccount,
  extraManifests,
  ...releaseSettings,
  global: globalSettings,
};

export type CollectorValues = z.output<z.ZodObject<typeof shape>>;
/** The settings as a construct's body sees them. */
export type CollectorSettings = Settings<CollectorValues>;
export type CollectorInput = z.input<z.ZodObject<typeof shape>>;

export const collectorValues = defineSettings(shape, ...collectorRules);
