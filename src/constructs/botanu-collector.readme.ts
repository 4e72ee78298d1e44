/** What stands in the chart's README before the reference of its values. */
export const collectorReadme = `# collector

An OpenTelemetry collector that puts \`botanu.run_id\` on spans, acknowledges nothing that it may lose, and runs on every
node under Pod Security \`restricted\`.

\`\`\`sh
helm install botanu-collector botanu/collector --set exporter.endpoint=your-backend:4317
\`\`\`

The notes printed at the end hold the environment of an application, the commands to check, and what is not protected.

## What it deploys

| object | when |
|---|---|
| DaemonSet, Deployment or StatefulSet | \`collector.mode\` |
| Service, node-local for a DaemonSet | always |
| ConfigMap with the collector's configuration | always |
| ConfigMap with the files by which Python and Node.js write run_id themselves | \`runId.hookFiles\` |
| ServiceAccount, without a token | \`serviceAccount.create\` |
| ClusterRole and binding: read pods, namespaces, nodes, replica sets | \`presets.kubernetesAttributes.enabled\` only |
| PodDisruptionBudget | several copies of a Deployment or StatefulSet |
| Instrumentation | \`instrumentation.enabled\`, where the OpenTelemetry operator is installed |
| PodMonitor | \`monitoring.podMonitor.enabled\`, where the Prometheus operator is installed |
| PrometheusRule | \`monitoring.prometheusRule.enabled\`, likewise |
| ConfigMap with a Grafana dashboard | \`monitoring.dashboard.enabled\` |

No host port, no host path, no root, no writable root file system, no capabilities, unless you ask for one.

## Delivery

| \`delivery.mode\` | "accepted" means | needs | lost when |
|---|---|---|---|
| \`sync\` (default) | the backend accepted | nothing | the application cannot keep what is refused during a long outage |
| \`durable\` | on disk | \`delivery.storage\` | the disk is lost; with emptyDir: the pod is deleted |
| \`memory\` | in memory | nothing | the pod is killed, or the backend is away for longer than the retries |

There is no \`batch\` processor: it acknowledges first and delivers later, and a full batch of it exceeds what a gRPC
server takes, so that it is refused for good. Batches here are bounded in bytes (\`delivery.batch.maxSize\`).

## Watching it

\`\`\`yaml
monitoring:
  podMonitor:
    enabled: true
    labels: {release: kube-prometheus-stack}   # whatever your Prometheus selects by
  prometheusRule:
    enabled: true
    labels: {release: kube-prometheus-stack}
  dashboard:
    enabled: true
\`\`\`

| alert | fires when |
|---|---|
| BotanuCollectorAbsent | Prometheus finds no pod |
| BotanuCollectorDown | a pod does not answer |
| BotanuCollectorRestarting | a process dies again and again |
| BotanuCollectorNothingGetsThrough | something waits, and the backend takes none of it |
| BotanuCollectorGivesUp | an exporter gives something up: lost, but under \`sync\` the applications were told |
| BotanuCollectorQueueNearlyFull | a queue is nearly full |
| BotanuCollectorMemoryShort | the memory limiter refuses |
| BotanuCollectorRefuses | applications are refused, for whatever reason |

Each looks at this release alone, and says what to do. \`docs/alerts.md\` in the repository has a section for each; put a
copy where your people read and name it in \`monitoring.prometheusRule.runbookUrl\`.

\`monitoring.detailed\` adds batch sizes and latencies to the dashboard, and tells final refusals from temporary ones.

## Adding and dropping parts

By name, without rewriting lists:

\`\`\`yaml
receivers:
  zipkin:
    pipelines: [traces]
    config: {endpoint: ":9411"}
service:
  extraPorts:
    zipkin: {port: 9411}
processors:
  filter/health:
    pipelines: [traces]
    position: last            # first: before run_id
    config: {error_mode: ignore, traces: {span: ['attributes["url.path"] == "/healthz"']}}
pipelines:
  logs: {enabled: false}
otlp:
  grpc: {enabled: false}
\`\`\`

\`config\` is laid over everything last: maps are merged, lists and values replaced. Do not set a value to null to get
rid of something: Helm's versions disagree on what that means, so the chart refuses it. Everything that can be dropped
has a switch.

## Secrets

Tokens, keys and certificates come from Secrets, which you create; nothing secret stands in values:

\`\`\`yaml
exporter:
  bearerTokenSecret: {name: backend, key: token}
  headersFromSecret:
    X-Api-Key: {name: backend, key: api-key}
  tls:
    caSecret: {name: company-ca}
    clientSecret: {name: collector-client}
\`\`\`
`;
