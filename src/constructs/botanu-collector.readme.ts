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
| the gateway: Deployment, Service, ConfigMap, PodDisruptionBudget | \`gateway.enabled\` |
| HorizontalPodAutoscaler of the gateway | \`gateway.autoscaling.enabled\` |
| headless Service of the gateway's pods | \`gateway.sampling.enabled\` |
| NetworkPolicy, one for the agents and one for the gateway | \`networkPolicy.enabled\` |
| Instrumentation | \`instrumentation.enabled\`, where the OpenTelemetry operator is installed |
| PodMonitor | \`monitoring.podMonitor.enabled\`, where the Prometheus operator is installed |
| PrometheusRule | \`monitoring.prometheusRule.enabled\`, likewise |
| ConfigMap with a Grafana dashboard | \`monitoring.dashboard.enabled\` |
| Job, for moments: checks the configuration | \`configCheck.enabled\`; one more for the gateway |
| Pod and headless Service, by \`helm test\` only | \`test.enabled\` |

No host port, no host path, no root, no writable root file system, no capabilities, unless you ask for one.

## Before and after an upgrade

Before an installation or an upgrade changes anything, a Job runs \`validate\` of the collector's own image on the very
configuration, with the same variables and files. What the collector does not take stops the release, with the
collector's words; no pod restarts. \`validate\` sends nothing and opens no queue: whether the backend is there, it does
not know. The Job is gone after a success; a failed one can be read for an hour (\`kubectl logs job/<name>-check\`).

- Switch it off with \`configCheck.enabled: false\`. Do so for the first installation where volumes of your own
  (\`collector.extraVolumes\`) come with the same release. Secrets that are not there yet count as empty.
- It does not run before a rollback: what is gone back to was checked when it came.
- Argo CD runs it before each sync (PreSync) and leaves \`helm test\` out. Where hooks are not known, and the output of
  \`helm template\` is applied, render with \`--no-hooks\`.

\`\`\`sh
helm test botanu-collector --logs
\`\`\`

sends spans through the Service, as an application does, and follows them by the collectors' own counters: accepted,
\`botanu.run_id\` written (a span without a run has to be held back: that shows that the test can fail), taken by the
backend, where they are of the service \`helm-test\`. It says what it does, and what to do when it fails. With
\`otlp.http.enabled: false\` it follows no span, and says so. Its pod stays until the next test, for \`--logs\`:
\`kubectl delete pod <name>-test\` removes it. With \`networkPolicy.ingressFrom\` or \`metricsFrom\`, let pods in that are
labelled \`app.kubernetes.io/component: helm-test\`. \`test.enabled: false\` leaves the test out, and its processor.

## Delivery

| \`delivery.mode\` | "accepted" means | needs | lost when |
|---|---|---|---|
| \`sync\` (default) | the backend accepted | nothing | the application cannot keep what is refused during a long outage |
| \`durable\` | on disk | \`delivery.storage\` | the disk is lost; with emptyDir: the pod is deleted |
| \`memory\` | in memory | nothing | the pod is killed, or the backend is away for longer than the retries |

There is no \`batch\` processor: it acknowledges first and delivers later, and a full batch of it exceeds what a gRPC
server takes, so that it is refused for good. Batches here are bounded in bytes (\`delivery.batch.maxSize\`).

## Gateway

\`\`\`yaml
gateway:
  enabled: true
  autoscaling: {enabled: true, maxReplicas: 6}
\`\`\`

Agents then send to the gateway, and the gateway to the backend. What \`exporter\` says (address, TLS, Secrets, headers)
and the further \`exporters\` are the gateway's; \`receivers\`, \`processors\`, \`runId\`, \`presets\` and \`config\` stay with the
agents, and \`gateway.config\` is laid over the gateway's configuration. \`delivery.queue\` and \`delivery.batch\` hold for
each pod of both.

\`delivery.mode\` is that of the agents. The gateway always answers after the backend, so the promise holds end to end:

| \`delivery.mode\` | "accepted" means | a pod of the gateway dies |
|---|---|---|
| \`sync\` | the backend accepted | nothing is lost: the agent, or the application, sends again |
| \`durable\` | on the disk of the agent | nothing is lost: the agent sends again, for as long as it takes |
| \`memory\` | in the memory of the agent | nothing is lost; what is lost, is lost with an agent |

Who holds telemetry tries again: \`exporter.retry\` is the patience of the agents. Their timeout is computed from what the
gateway may need to answer. Connections are closed once a minute, so that new pods of the gateway get their share.

With \`gateway.sampling.enabled\` the gateway keeps every trace with \`botanu.run_id\`, every trace with an error, what your
own policies keep, and \`percentage\` of the others. All spans of a trace go to one pod. A trace is acknowledged before it
is decided on, so what waits is lost with its pod: sampling is the one thing here that weakens \`sync\` and \`durable\`.

## Network policy

\`networkPolicy.enabled\` closes everything but OTLP, the further ports of the Service and the collector's own metrics
inwards, and DNS, the backend, and with \`presets.kubernetesAttributes\` the API server outwards. With a gateway, agents
reach only the gateway, and the gateway is reached only by agents. What else you add (\`exporters\`, receivers that fetch)
needs \`networkPolicy.extraEgress\`, which holds for both.

- The node always gets through, so probes work, and so does whatever runs on the node's own network.
- Policies see ports after a Service has mapped them. Where the backend's Service maps 4317 to another port, or DNS
  listens on another one than 53 (OpenShift: 5353), allow that port in \`extraEgress\`.
- Without a network that enforces policies they do nothing, and nobody tells.

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
