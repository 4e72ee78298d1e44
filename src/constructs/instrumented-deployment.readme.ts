/** What stands in the chart's README before the reference of its values. */
export const applicationReadme = `# instrumented-app

An application in a Deployment, with the OpenTelemetry agent of its language and \`botanu.run_id\` on every span, without a
change of its image or its code; and with what production asks for, under Pod Security \`restricted\`.

\`\`\`sh
helm install orders botanu/instrumented-app \\
  --set image.repository=acme/order-service --set image.tag=2.1.0 --set language=python
\`\`\`

Its telemetry goes to the chart \`collector\`, installed as \`botanu-collector\` in namespace \`observability\`, unless
\`telemetry.endpoint\` says otherwise. The notes printed at the end tell how to see its spans.

## What it deploys

| object | when |
|---|---|
| Deployment, with the agent in its pods | always |
| Service | \`service.enabled\`, where the application serves requests (\`ports.http\`) |
| ServiceAccount, without a token | \`serviceAccount.create\` |
| PodDisruptionBudget | several pods |
| ConfigMap with the run_id hook | Python and Node.js, unless \`runId.hookConfigMap\` names one |
| ConfigMap and Secret of variables | \`config\`, \`secrets\` |
| HorizontalPodAutoscaler | \`autoscaling.enabled\` |
| Service of the application's own metrics | \`ports.metrics\` |
| ServiceMonitor | \`metrics.scrape: serviceMonitor\`, where the Prometheus operator is installed |
| ClusterRole and two bindings: who may read the metrics | \`metrics.guard.enabled\` |
| Ingress | \`ingress.enabled\` |
| HTTPRoute | \`httpRoute.enabled\`, where the Gateway API is installed |
| ConfigMap with a Grafana dashboard | \`dashboard.enabled\` |
| ConfigMap with the configuration of a collector beside each pod | \`sidecar.enabled\` |

## How the agent comes in

| \`injection\` | who brings it | what it takes |
|---|---|---|
| \`init\` (default) | an init container copies it out of its stock image | nothing in the cluster |
| \`operator\` | the OpenTelemetry operator | the operator and an \`Instrumentation\`, for example that of the chart \`collector\` |
| \`env\` | the image has it, in \`agent.folder\`, or started by \`agent.wrapper\` | nothing in the cluster |

| \`language\` | run_id |
|---|---|
| \`python\`, \`java\`, \`nodejs\` | on every span |
| \`dotnet\` | on server spans, from the header that the agent captures |
| \`go\` | where the program copies it itself: no agent can be put into a Go process without privileges, so only \`env\` |

For Alpine set \`agent.libc: musl\`. \`uvicorn --workers N\` starts its workers anew, and the agent for Python loses them: use
gunicorn, or one process and more pods.

## Variables

\`\`\`yaml
env:
  DATABASE_HOST: database
  DATABASE_URL: postgres://$(DATABASE_HOST)/orders      # after those that it mentions
  DATABASE_KEY: {secret: {name: database, key: key}}
  PAGE_SIZE: {configMap: {name: shared, key: page-size}}
  POD_NAME: {field: metadata.name}
  PYTHONPATH: /srv/orders                               # extended, not replaced
config: {LOG_LEVEL: INFO}                               # a ConfigMap; a change rolls the pods
\`\`\`

What you set in \`env\` beats what the agent would be told. What the *image* sets of \`PYTHONPATH\`, \`NODE_OPTIONS\`,
\`JAVA_TOOL_OPTIONS\` or \`DOTNET_*\` Kubernetes cannot see, and ours would replace it: say it in \`imageEnv\`.

\`telemetry.environment\` is \`deployment.environment.name\`, and its old name besides; \`service.version\` is the tag of the
image; \`service.name\` the name of the release. Headers for the collector come from a Secret: \`telemetry.headersSecret\`.

## Sampling loses cost

A sampler below 1 (\`telemetry.sampler\`) decides at the start of a trace, and what it drops never existed: the cost of
those runs is lost. Keep all traces here, and sample behind the point where cost is metered: \`gateway.sampling\` of the
chart \`collector\` keeps every run.

## Probes and shutdown

Without a path, a probe is content with a connection to the port. \`probes.startup.budgetSeconds\` is the time that your
application needs by itself; what its agent needs is added. A readiness probe that asks a database takes all pods away
when the database is slow: let it ask the process alone.

A pod that ends goes on serving for \`shutdown.preStopSeconds\`, by Kubernetes' own sleep (no shell in the image), and has
\`shutdown.graceSeconds\` in all to finish and to send its last spans.

## Metrics

What the agent measures goes the way of traces, and nothing has to be scraped. \`dashboard.enabled\` shows it where the
collector passes metrics on to a Prometheus (\`docs/instrument.md\` in the repository tells how). For metrics that the
application serves itself:

\`\`\`yaml
ports: {metrics: 9090}
metrics:
  scrape: serviceMonitor          # or annotations; never both, or everything would be counted twice
  serviceMonitor:
    labels: {release: kube-prometheus-stack}
    authorizationSecret: {name: orders-metrics, key: token}
\`\`\`

A ClusterRole that allows \`/metrics\` protects nothing by itself: the application does not ask it. \`metrics.guard\` does: a
proxy that asks the API server whose token it is shown, and whether that one may read.

\`\`\`yaml
metrics:
  guard: {enabled: true, readers: {prometheus: {namespace: monitoring}}}
\`\`\`

The application must then serve its metrics on 127.0.0.1 alone, or anybody walks around the guard.

## Replicas, drains, routes

With \`autoscaling.enabled\` the Deployment names no number of pods, so that an upgrade does not reset it. Switched on for a
release that runs, Kubernetes goes to one pod until the autoscaler raises it: do it when that is enough. A target for
memory is off by default: most runtimes give none back, so pods would come and never go.

An Ingress and an HTTPRoute pass paths and headers as they are. \`traceparent\` and \`baggage\` need no annotation.

In a mesh, \`istio.inject\` is a label of the pods, and \`istio.excludeOutboundPorts: [4318]\` lets telemetry past the proxy.
`;
