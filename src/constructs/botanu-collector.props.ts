// Generated from the settings by `npm run synth`: do not edit.
import type { k8s } from '../k8s';

/** What a `BotanuCollector` is made of. */
export interface BotanuCollectorProps {
  /** Where telemetry goes. */
  readonly exporter?: {
    /**
     * The backend. host:port for gRPC (backend:4317); a URL for HTTP (https://backend:4318), to which
     * /v1/traces and so on are added. The one value that has no default.
     *
     * @default ""
     * @example "backend.example.com:4317"
     */
    readonly endpoint?: string;
    /**
     * How the backend is spoken to: OTLP over gRPC, or over HTTP.
     *
     * @default "grpc"
     */
    readonly protocol?: 'grpc' | 'http';
    /**
     * Compression of what is sent. Every OTLP server takes gzip; zstd costs less and packs better, but
     * ask your backend first; none saves the most processor time within a cluster.
     *
     * @default "gzip"
     */
    readonly compression?: 'gzip' | 'zstd' | 'snappy' | 'none';
    /**
     * How long one attempt to send may take.
     *
     * @default "10s"
     */
    readonly timeout?: string;
    /**
     * Retries after a refusal that is not final. `durable` delivery never gives up, whatever stands
     * here.
     */
    readonly retry?: {
      /**
       * Wait before the first retry.
       *
       * @default "1s"
       */
      readonly initialInterval?: string;
      /**
       * Longest wait between two retries.
       *
       * @default "30s"
       */
      readonly maxInterval?: string;
      /**
       * After this time a batch is given up; under `sync` delivery the client is told, and still has
       * it.
       *
       * @default "30s"
       */
      readonly maxElapsedTime?: string;
    };
    /** TLS towards the backend. On, and the certificate verified, unless you say otherwise. */
    readonly tls?: {
      /**
       * Whether to use TLS. Over HTTP the scheme of the endpoint says the same and must agree.
       *
       * @default true
       */
      readonly enabled?: boolean;
      /**
       * Takes any certificate: whoever stands in between can read everything. For trials only.
       *
       * @default false
       */
      readonly insecureSkipVerify?: boolean;
      /**
       * The name that the certificate must have, where it is not that of the endpoint.
       *
       * @default ""
       */
      readonly serverName?: string;
      /** Secret with the certificate authority of the backend, where the system does not know it. */
      readonly caSecret?: {
        /**
         * Name of the Secret; empty: the authorities of the system.
         *
         * @default ""
         */
        readonly name?: string;
        /**
         * Key in it.
         *
         * @default "ca.crt"
         */
        readonly key?: string;
      };
      /** Secret with the certificate by which this client proves who it is (mutual TLS). */
      readonly clientSecret?: {
        /**
         * Name of the Secret, of type kubernetes.io/tls; empty: no client certificate.
         *
         * @default ""
         */
        readonly name?: string;
        /**
         * Key of the certificate in it.
         *
         * @default "tls.crt"
         */
        readonly certKey?: string;
        /**
         * Key of the private key in it.
         *
         * @default "tls.key"
         */
        readonly keyKey?: string;
      };
    };
    /**
     * Headers sent with every request, in plain text. What is secret belongs in headersFromSecret.
     *
     * @default {}
     * @example {"X-Scope-OrgID":"team-a"}
     */
    readonly headers?: Readonly<Record<string, string>>;
    /**
     * Headers whose values are in Secrets, for example the API key of a backend.
     *
     * @default {}
     * @example {"X-Api-Key":{"name":"backend","key":"api-key"}}
     */
    readonly headersFromSecret?: Readonly<Record<string, {
      /** Name of the Secret. */
      readonly name: string;
      /** Key in it. */
      readonly key: string;
    }>>;
    /** Secret with a token, sent as `Authorization: Bearer …`. A new token needs no restart. */
    readonly bearerTokenSecret?: {
      /**
       * Name of the Secret; empty: no token.
       *
       * @default ""
       */
      readonly name?: string;
      /**
       * Key in it.
       *
       * @default "token"
       */
      readonly key?: string;
    };
  };
  /** What happens to telemetry that the backend has not taken yet. */
  readonly delivery?: {
    /**
     * sync: the client hears "accepted" only once the backend has accepted, so nothing acknowledged is
     * lost and no disk is needed. durable: "accepted" means on disk, and nothing is given up; needs
     * `storage`. memory: "accepted" means in memory, and is lost with the process: what other charts
     * ship.
     *
     * @default "sync"
     */
    readonly mode?: 'sync' | 'durable' | 'memory';
    /** What waits for the backend. */
    readonly queue?: {
      /**
       * Most that may wait, in bytes of OTLP; beyond it clients have to wait.
       *
       * @default "64Mi"
       */
      readonly size?: string;
      /**
       * Requests to the backend at the same time.
       *
       * @default 10
       */
      readonly consumers?: number;
    };
    /** Requests of clients are put together before they are sent. */
    readonly batch?: {
      /**
       * Largest batch, in bytes before compression. Below the 4 MiB that a gRPC server takes unless
       * told otherwise: a larger batch would be refused for good, and lost.
       *
       * @default "3Mi"
       */
      readonly maxSize?: string;
      /**
       * A batch of this size is sent at once.
       *
       * @default "1Mi"
       */
      readonly minSize?: string;
      /**
       * A smaller batch is sent after this time.
       *
       * @default "50ms"
       */
      readonly timeout?: string;
    };
    /** Where `durable` delivery keeps what waits. */
    readonly storage?: {
      /**
       * emptyDir: survives a crash of the process, not the pod. hostPath: survives the pod, for a
       * daemonset; takes the namespace out of Pod Security `baseline`. persistentVolumeClaim: survives
       * the pod, for a statefulset.
       *
       * @default "none"
       */
      readonly type?: 'none' | 'emptyDir' | 'hostPath' | 'persistentVolumeClaim';
      /**
       * Size of the volume; more than the queue, because the file grows beyond what it holds.
       *
       * @default "1Gi"
       */
      readonly size?: string | number;
      /**
       * Folder on the node. It must be writable for the user of the image, 10001.
       *
       * @default "/var/lib/botanu-collector"
       */
      readonly hostPath?: string;
      /**
       * Class of the volume claim; empty: that of the cluster.
       *
       * @default ""
       */
      readonly storageClassName?: string;
      /**
       * Forces every write to the disk, for who fears that a node loses power. Costs processor time.
       *
       * @default false
       */
      readonly fsync?: boolean;
      /**
       * Group that gets the volume, so that the process may write; 0: leaves that to the cluster
       * (OpenShift).
       *
       * @default 10001
       */
      readonly fsGroup?: number;
    };
  };
  /**
   * How botanu.run_id gets onto spans whose process did not write it, and what is kept out. Before
   * anything that batches.
   */
  readonly runId?: {
    /**
     * Whether the collector looks after botanu.run_id at all.
     *
     * @default true
     */
    readonly enabled?: boolean;
    /**
     * Takes run_id from the request header `baggage` where an agent captured it
     * (OTEL_INSTRUMENTATION_HTTP_CAPTURE_HEADERS_SERVER_REQUEST and its like): server spans only.
     *
     * @default true
     */
    readonly fromHeader?: boolean;
    /**
     * Takes run_id from the entry `botanu` of tracestate, where the entry service sets it: every span.
     *
     * @default true
     */
    readonly fromTracestate?: boolean;
    /**
     * Removes a botanu.run_id that is not a UUID of version 7, whoever wrote it.
     *
     * @default true
     */
    readonly validate?: boolean;
    /**
     * A ConfigMap with the files by which Python and Node.js processes write run_id on every span
     * themselves: pods of this namespace can mount it.
     *
     * @default true
     */
    readonly hookFiles?: boolean;
  };
  /** What applications send to. */
  readonly otlp?: {
    /** OTLP over gRPC. */
    readonly grpc?: {
      /**
       * Whether to listen.
       *
       * @default true
       */
      readonly enabled?: boolean;
      /**
       * Port of the container and of the Service.
       *
       * @default 4317
       */
      readonly port?: number;
      /**
       * Port on the node itself; 0: none. It takes the namespace out of Pod Security `baseline`.
       *
       * @default 0
       */
      readonly hostPort?: number;
      /**
       * Largest request that is taken, in MiB, after decompression.
       *
       * @default 16
       */
      readonly maxRequestMiB?: number;
    };
    /** OTLP over HTTP, with protobuf or JSON. */
    readonly http?: {
      /**
       * Whether to listen.
       *
       * @default true
       */
      readonly enabled?: boolean;
      /**
       * Port of the container and of the Service.
       *
       * @default 4318
       */
      readonly port?: number;
      /**
       * Port on the node itself; 0: none.
       *
       * @default 0
       */
      readonly hostPort?: number;
    };
  };
  /** The signals. Receivers, processors and exporters of one's own name their pipelines themselves. */
  readonly pipelines?: {
    /** The pipeline of traces. */
    readonly traces?: {
      /**
       * Whether traces are taken.
       *
       * @default true
       */
      readonly enabled?: boolean;
    };
    /** The pipeline of metrics. */
    readonly metrics?: {
      /**
       * Whether metrics are taken.
       *
       * @default true
       */
      readonly enabled?: boolean;
    };
    /** The pipeline of logs. */
    readonly logs?: {
      /**
       * Whether logs are taken.
       *
       * @default true
       */
      readonly enabled?: boolean;
    };
  };
  /** What the collector can find out by itself. */
  readonly presets?: {
    /** Names of pod, deployment, node and namespace on everything, from the API server. */
    readonly kubernetesAttributes?: {
      /**
       * Whether it asks. Needs a ClusterRole that may read pods, namespaces, nodes and replica sets.
       *
       * @default false
       */
      readonly enabled?: boolean;
      /**
       * The attributes that are added.
       *
       * @default ["k8s.namespace.name","k8s.pod.name","k8s.pod.uid","k8s.deployment.name","k8s.node.name","k8s.container.name"]
       */
      readonly metadata?: readonly (string)[];
    };
  };
  /** Refuses telemetry, so that clients retry, before the kernel kills the process. */
  readonly memoryLimiter?: {
    /**
     * From this share of the memory limit on everything is refused, in percent.
     *
     * @default 80
     */
    readonly limitPercentage?: number;
    /**
     * New telemetry is refused this much below it already, in percent of the memory limit.
     *
     * @default 20
     */
    readonly spikeLimitPercentage?: number;
    /**
     * How often memory is looked at.
     *
     * @default "1s"
     */
    readonly checkInterval?: string;
  };
  /**
   * Further receivers by name; every one must be part of the image.
   *
   * @default {}
   * @example {"zipkin":{"pipelines":["traces"],"config":{"endpoint":":9411"}}}
   */
  readonly receivers?: Readonly<Record<string, {
    /**
     * false takes it out again.
     *
     * @default true
     */
    readonly enabled?: boolean;
    /**
     * The pipelines that it is part of.
     *
     * @default ["traces"]
     */
    readonly pipelines?: readonly ('traces' | 'metrics' | 'logs')[];
    /**
     * Its configuration, as the collector reads it.
     *
     * @default {}
     */
    readonly config?: Readonly<Record<string, unknown>>;
  }>>;
  /**
   * Further processors by name, in the order of their names.
   *
   * @default {}
   * @example {"filter/health":{"pipelines":["traces"],"config":{"error_mode":"ignore","traces":{"span":["attributes[\"url.path\"] == \"/healthz\""]}}}}
   */
  readonly processors?: Readonly<Record<string, {
    /**
     * false takes it out again.
     *
     * @default true
     */
    readonly enabled?: boolean;
    /**
     * first: before run_id is written and checked; last: after it.
     *
     * @default "last"
     */
    readonly position?: 'first' | 'last';
    /**
     * The pipelines that it is part of.
     *
     * @default ["traces"]
     */
    readonly pipelines?: readonly ('traces' | 'metrics' | 'logs')[];
    /**
     * Its configuration, as the collector reads it.
     *
     * @default {}
     */
    readonly config?: Readonly<Record<string, unknown>>;
  }>>;
  /**
   * Further exporters by name. The delivery mode does not cover them: give them a queue of their own.
   *
   * @default {}
   * @example {"debug":{"pipelines":["traces"],"config":{"verbosity":"basic"}}}
   */
  readonly exporters?: Readonly<Record<string, {
    /**
     * false takes it out again.
     *
     * @default true
     */
    readonly enabled?: boolean;
    /**
     * The pipelines that it is part of.
     *
     * @default ["traces","metrics","logs"]
     */
    readonly pipelines?: readonly ('traces' | 'metrics' | 'logs')[];
    /**
     * Its configuration, as the collector reads it.
     *
     * @default {}
     */
    readonly config?: Readonly<Record<string, unknown>>;
  }>>;
  /**
   * Laid over the whole configuration last, as the collector reads it: maps are merged, lists and
   * values replaced. `${env:NAME}` is read by the collector.
   *
   * @default {}
   * @example {"service":{"telemetry":{"logs":{"level":"debug"}}}}
   */
  readonly config?: Readonly<Record<string, unknown>>;
  /**
   * The configuration is checked by the image of the collector before an installation or an upgrade
   * changes anything. A hook of Helm: a cdk8s app has none.
   */
  readonly configCheck?: {
    /**
     * Whether it is. A configuration that the collector does not take stops the release, with the
     * words of the collector.
     *
     * @default true
     */
    readonly enabled?: boolean;
    /**
     * How long the check may take, with the time to pull the image. Shorter than the --timeout of
     * Helm, which is 5 minutes, or Helm gives up first.
     *
     * @default 240
     */
    readonly deadlineSeconds?: number;
  };
  /**
   * `helm test`: sends spans through the Service and follows them until the backend has them. A hook
   * of Helm: a cdk8s app has only what counts the spans.
   */
  readonly test?: {
    /**
     * Whether there is a test, and in the pipeline of traces the processor by which it sees run_id.
     * That one drops spans named `botanu-helm-test` without run_id, and looks at no other.
     *
     * @default true
     */
    readonly enabled?: boolean;
    /**
     * How long the test waits for an answer, and for the backend to have the spans.
     *
     * @default 30
     */
    readonly patienceSeconds?: number;
    /**
     * User of the pod, because the image names none; 0: leaves that to the cluster (OpenShift).
     *
     * @default 65534
     */
    readonly runAsUser?: number;
    /** A shell with wget, nc and nslookup. */
    readonly image?: {
      /**
       * Where it is pulled from.
       *
       * @default "docker.io"
       */
      readonly registry?: string;
      /**
       * Its path in the registry.
       *
       * @default "library/busybox"
       */
      readonly repository?: string;
      /**
       * Its version; the default is the one that is tested.
       *
       * @default "1.37"
       */
      readonly tag?: string;
      /**
       * Its digest, which beats the tag.
       *
       * @default ""
       */
      readonly digest?: string;
      /**
       * When it is pulled.
       *
       * @default "IfNotPresent"
       */
      readonly pullPolicy?: 'IfNotPresent' | 'Always' | 'Never';
    };
  };
  /** How the collector itself is watched. */
  readonly monitoring?: {
    /**
     * Port on which the collector serves its own metrics, for Prometheus.
     *
     * @default 8888
     */
    readonly port?: number;
    /**
     * Measures more: how large batches are, how long each request takes, and whether a failure was
     * final. About 450 series a pod instead of 50.
     *
     * @default false
     */
    readonly detailed?: boolean;
    /**
     * Has Prometheus scrape every pod of this release. Made only where the cluster knows the kind
     * (Prometheus operator).
     */
    readonly podMonitor?: {
      /**
       * Whether there is one.
       *
       * @default false
       */
      readonly enabled?: boolean;
      /**
       * Time between two scrapes; the alerts need four within five minutes.
       *
       * @default "30s"
       */
      readonly interval?: string;
      /**
       * How long one scrape may take; empty: what Prometheus says.
       *
       * @default ""
       */
      readonly scrapeTimeout?: string;
      /**
       * Labels by which your Prometheus selects what it scrapes.
       *
       * @default {}
       * @example {"release":"kube-prometheus-stack"}
       */
      readonly labels?: Readonly<Record<string, string>>;
    };
    /**
     * Alerts, each for a fault to act on: docs/alerts.md. They look at what the PodMonitor brings in,
     * and at this release alone.
     */
    readonly prometheusRule?: {
      /**
       * Whether they exist.
       *
       * @default false
       */
      readonly enabled?: boolean;
      /**
       * Labels by which your Prometheus selects its rules.
       *
       * @default {}
       * @example {"release":"kube-prometheus-stack"}
       */
      readonly labels?: Readonly<Record<string, string>>;
      /**
       * Labels of every alert, for Alertmanager to route by. `severity` is there: critical or warning.
       *
       * @default {}
       * @example {"team":"platform"}
       */
      readonly alertLabels?: Readonly<Record<string, string>>;
      /**
       * Where your copy of docs/alerts.md is; each alert then links to its section. Empty: no link,
       * since the alerts say themselves what to do.
       *
       * @default ""
       * @example "https://runbooks.example.com/collector/alerts.md"
       */
      readonly runbookUrl?: string;
      /** From when on the alerts fire. */
      readonly thresholds?: {
        /**
         * How full a queue may be, in percent.
         *
         * @default 80
         */
        readonly queuePercent?: number;
        /**
         * The share of what applications send that may be refused, in percent: some clients give up by
         * themselves.
         *
         * @default 1
         */
        readonly refusedPercent?: number;
        /**
         * Restarts of a pod within a quarter of an hour that are put up with.
         *
         * @default 2
         */
        readonly restarts?: number;
      };
    };
    /** A Grafana dashboard of this release, in a ConfigMap for the sidecar of Grafana to find. */
    readonly dashboard?: {
      /**
       * Whether there is one.
       *
       * @default false
       */
      readonly enabled?: boolean;
      /** The label that the sidecar looks for. */
      readonly sidecar?: {
        /**
         * Its name.
         *
         * @default "grafana_dashboard"
         */
        readonly label?: string;
        /**
         * Its value.
         *
         * @default "1"
         */
        readonly value?: string;
      };
      /**
       * Further labels of the ConfigMap.
       *
       * @default {}
       * @example {"team":"platform"}
       */
      readonly labels?: Readonly<Record<string, string>>;
      /**
       * Annotations of the ConfigMap: the sidecar reads the folder from one.
       *
       * @default {}
       * @example {"grafana_folder":"OpenTelemetry"}
       */
      readonly annotations?: Readonly<Record<string, string>>;
    };
  };
  /**
   * An Instrumentation for the OpenTelemetry operator, wired to this collector. Made only where the
   * cluster knows the kind.
   */
  readonly instrumentation?: {
    /**
     * Whether there is one.
     *
     * @default false
     */
    readonly enabled?: boolean;
    /**
     * How context travels between services. run_id travels in baggage.
     *
     * @default ["tracecontext","baggage"]
     */
    readonly propagators?: readonly ('tracecontext' | 'baggage' | 'b3' | 'b3multi' | 'jaeger' | 'xray' | 'ottrace')[];
    /** Which traces are kept at their start. */
    readonly sampler?: {
      /**
       * Kind of sampler. Anything but "all" loses the cost of the runs that are not kept.
       *
       * @default "parentbased_always_on"
       */
      readonly type?: 'parentbased_always_on' | 'parentbased_traceidratio' | 'always_on' | 'always_off' | 'traceidratio' | 'parentbased_always_off';
      /**
       * Its argument: for a ratio, a number from 0 to 1.
       *
       * @default ""
       */
      readonly argument?: string;
    };
    /**
     * Attributes of every resource.
     *
     * @default {}
     * @example {"deployment.environment.name":"production"}
     */
    readonly resourceAttributes?: Readonly<Record<string, string>>;
    /** The agent for Python. */
    readonly python?: {
      /**
       * Whether it is part of the Instrumentation. Off is not away: the operator then injects its own
       * default, of which the agent for Java knows no run_id.
       *
       * @default true
       */
      readonly enabled?: boolean;
      /** Image of the agent. */
      readonly image?: {
        /**
         * Where it is pulled from.
         *
         * @default "ghcr.io"
         */
        readonly registry?: string;
        /**
         * Its path in the registry.
         *
         * @default "open-telemetry/opentelemetry-operator/autoinstrumentation-python"
         */
        readonly repository?: string;
        /**
         * Its version.
         *
         * @default "0.60b1"
         */
        readonly tag?: string;
        /**
         * Its digest, which beats the tag.
         *
         * @default ""
         */
        readonly digest?: string;
      };
      /**
       * Further variables for applications with this agent.
       *
       * @default {}
       */
      readonly env?: Readonly<Record<string, string>>;
    };
    /** The agent for Java, 2.7.0 or later: run_id is not copied before. */
    readonly java?: {
      /**
       * Whether it is part of the Instrumentation. Off is not away: the operator then injects its own
       * default, of which the agent for Java knows no run_id.
       *
       * @default true
       */
      readonly enabled?: boolean;
      /** Image of the agent. */
      readonly image?: {
        /**
         * Where it is pulled from.
         *
         * @default "ghcr.io"
         */
        readonly registry?: string;
        /**
         * Its path in the registry.
         *
         * @default "open-telemetry/opentelemetry-operator/autoinstrumentation-java"
         */
        readonly repository?: string;
        /**
         * Its version.
         *
         * @default "2.28.1"
         */
        readonly tag?: string;
        /**
         * Its digest, which beats the tag.
         *
         * @default ""
         */
        readonly digest?: string;
      };
      /**
       * Further variables for applications with this agent.
       *
       * @default {}
       */
      readonly env?: Readonly<Record<string, string>>;
    };
    /** The agent for Node.js. */
    readonly nodejs?: {
      /**
       * Whether it is part of the Instrumentation. Off is not away: the operator then injects its own
       * default, of which the agent for Java knows no run_id.
       *
       * @default true
       */
      readonly enabled?: boolean;
      /** Image of the agent. */
      readonly image?: {
        /**
         * Where it is pulled from.
         *
         * @default "ghcr.io"
         */
        readonly registry?: string;
        /**
         * Its path in the registry.
         *
         * @default "open-telemetry/opentelemetry-operator/autoinstrumentation-nodejs"
         */
        readonly repository?: string;
        /**
         * Its version.
         *
         * @default "0.78.0"
         */
        readonly tag?: string;
        /**
         * Its digest, which beats the tag.
         *
         * @default ""
         */
        readonly digest?: string;
      };
      /**
       * Further variables for applications with this agent.
       *
       * @default {}
       */
      readonly env?: Readonly<Record<string, string>>;
    };
    /** The agent for .NET. */
    readonly dotnet?: {
      /**
       * Whether it is part of the Instrumentation. Off is not away: the operator then injects its own
       * default, of which the agent for Java knows no run_id.
       *
       * @default true
       */
      readonly enabled?: boolean;
      /** Image of the agent. */
      readonly image?: {
        /**
         * Where it is pulled from.
         *
         * @default "ghcr.io"
         */
        readonly registry?: string;
        /**
         * Its path in the registry.
         *
         * @default "open-telemetry/opentelemetry-operator/autoinstrumentation-dotnet"
         */
        readonly repository?: string;
        /**
         * Its version.
         *
         * @default "1.16.0"
         */
        readonly tag?: string;
        /**
         * Its digest, which beats the tag.
         *
         * @default ""
         */
        readonly digest?: string;
      };
      /**
       * Further variables for applications with this agent.
       *
       * @default {}
       */
      readonly env?: Readonly<Record<string, string>>;
    };
  };
  /** The collector. The k8s distribution is the smallest official one that holds all that is used. */
  readonly image?: {
    /**
     * Where it is pulled from.
     *
     * @default "ghcr.io"
     */
    readonly registry?: string;
    /**
     * Its path in the registry.
     *
     * @default "open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-k8s"
     */
    readonly repository?: string;
    /**
     * Its version; the default is the one that is tested.
     *
     * @default "0.160.0"
     */
    readonly tag?: string;
    /**
     * Its digest, which beats the tag.
     *
     * @default ""
     */
    readonly digest?: string;
    /**
     * When it is pulled.
     *
     * @default "IfNotPresent"
     */
    readonly pullPolicy?: 'IfNotPresent' | 'Always' | 'Never';
  };
  /**
   * Secrets for the registry, as Kubernetes writes them.
   *
   * @default []
   * @example [{"name":"registry"}]
   */
  readonly imagePullSecrets?: readonly k8s.LocalObjectReference[];
  /** The pods of the collector; with a gateway, of the agents. */
  readonly collector?: {
    /**
     * daemonset: one on each node, next to the applications. deployment: some for the whole cluster.
     * statefulset: the same, each with a disk of its own.
     *
     * @default "daemonset"
     */
    readonly mode?: 'daemonset' | 'deployment' | 'statefulset';
    /**
     * Copies of a deployment or a statefulset.
     *
     * @default 2
     */
    readonly replicas?: number;
    /** What a pod may use. */
    readonly resources?: {
      /** What is reserved. */
      readonly requests?: {
        /**
         * Processor time.
         *
         * @default "100m"
         */
        readonly cpu?: string | number;
        /**
         * Memory.
         *
         * @default "256Mi"
         */
        readonly memory?: string | number;
      };
      /** What is not exceeded. */
      readonly limits?: {
        /**
         * Processor time; empty: as much as is free, so that a peak delays nobody.
         *
         * @default ""
         */
        readonly cpu?: string | number;
        /**
         * Memory. The memory limiter and the garbage collector (GOMEMLIMIT) are set up from this.
         *
         * @default "512Mi"
         */
        readonly memory?: string | number;
      };
    };
    /**
     * How much garbage may gather before it is collected, in percent of what lives (GOGC). More spares
     * processor time and takes memory; GOMEMLIMIT, where the memory limiter begins to refuse, bounds
     * it.
     *
     * @default 800
     */
    readonly gogc?: number;
    /** How pods are replaced. */
    readonly updateStrategy?: {
      /**
       * Starts the new pod of a node before the old one ends, so that its applications always have one
       * to send to. Not possible with hostPort, nor with a hostPath queue.
       *
       * @default true
       */
      readonly surge?: boolean;
      /**
       * Without surge: pods that may be missing at the same time.
       *
       * @default 1
       */
      readonly maxUnavailable?: number;
    };
    /** How a pod ends without losing what it holds. */
    readonly shutdown?: {
      /**
       * Goes on listening for this long after the Service has stopped sending new connections; so does
       * the gateway.
       *
       * @default 5
       */
      readonly preStopSeconds?: number;
      /**
       * Time to end; 0: computed from the queue and the timeout of the exporter, which is what you
       * want, and what the gateway always does.
       *
       * @default 0
       */
      readonly graceSeconds?: number;
    };
    /** Keeps copies of a deployment or statefulset through the drain of nodes. */
    readonly podDisruptionBudget?: {
      /**
       * Whether there is one. A daemonset needs none: drains leave it alone.
       *
       * @default true
       */
      readonly enabled?: boolean;
      /**
       * Copies that may be missing.
       *
       * @default 1
       */
      readonly maxUnavailable?: number;
    };
    /**
     * Priority class; system-node-critical keeps the pods when a node is short of memory.
     *
     * @default ""
     */
    readonly priorityClassName?: string;
    /**
     * Labels that a node must have.
     *
     * @default {}
     * @example {"kubernetes.io/os":"linux"}
     */
    readonly nodeSelector?: Readonly<Record<string, string>>;
    /**
     * Taints of nodes to put up with.
     *
     * @default []
     * @example [{"key":"dedicated","operator":"Exists"}]
     */
    readonly tolerations?: readonly k8s.Toleration[];
    /**
     * Affinity of the pods.
     *
     * @default {}
     */
    readonly affinity?: k8s.Affinity;
    /**
     * Further labels of the pods.
     *
     * @default {}
     */
    readonly podLabels?: Readonly<Record<string, string>>;
    /**
     * Further annotations of the pods.
     *
     * @default {}
     */
    readonly podAnnotations?: Readonly<Record<string, string>>;
    /**
     * Further volumes by name.
     *
     * @default {}
     * @example {"certificates":{"configMap":{"name":"company-ca"}}}
     */
    readonly extraVolumes?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    /**
     * Further mounts of the container by path.
     *
     * @default {}
     * @example {"/etc/company":{"name":"certificates","readOnly":true}}
     */
    readonly extraVolumeMounts?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    /**
     * Further containers by name.
     *
     * @default {}
     */
    readonly extraContainers?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    /**
     * Further environment variables by name: a text, or a key of a Secret.
     *
     * @default {}
     * @example {"HTTPS_PROXY":"http://proxy:3128","BACKEND_KEY":{"secret":{"name":"backend","key":"key"}}}
     */
    readonly extraEnv?: Readonly<Record<string, string | {
      /** A key of a Secret. */
      readonly secret: {
        /** Name of the Secret. */
        readonly name: string;
        /** Key in it. */
        readonly key: string;
      };
    }>>;
    /**
     * How copies of a deployment or statefulset are spread.
     *
     * @default []
     * @example [{"maxSkew":1,"topologyKey":"kubernetes.io/hostname","whenUnsatisfiable":"ScheduleAnyway"}]
     */
    readonly topologySpreadConstraints?: readonly k8s.TopologySpreadConstraint[];
    /** Security context of the pods, those of the gateway too. */
    readonly podSecurityContext?: {
      /**
       * Refuses an image that runs as root.
       *
       * @default true
       */
      readonly runAsNonRoot?: boolean;
      /** System calls that are allowed. */
      readonly seccompProfile?: {
        /**
         * Kind of profile.
         *
         * @default "RuntimeDefault"
         */
        readonly type?: string;
      } & Record<string, unknown>;
    } & Record<string, unknown>;
    /** Security context of the container, in both. */
    readonly securityContext?: {
      /**
       * Whether a process may gain rights.
       *
       * @default false
       */
      readonly allowPrivilegeEscalation?: boolean;
      /**
       * Whether the file system is read-only.
       *
       * @default true
       */
      readonly readOnlyRootFilesystem?: boolean;
      /** Capabilities. */
      readonly capabilities?: {
        /**
         * Those that are taken away.
         *
         * @default ["ALL"]
         */
        readonly drop?: readonly (string)[];
      } & Record<string, unknown>;
    } & Record<string, unknown>;
  };
  /**
   * Some collectors for the whole cluster, between the agents and the backend: one place for
   * connections, credentials and sampling. It waits for the backend before it answers, whatever
   * `delivery.mode` is, which is that of the agents; so it needs no disk, and a pod of it that dies
   * takes nothing with it.
   */
  readonly gateway?: {
    /**
     * Whether there is one. `exporter` with its Secrets, and `exporters`, then belong to the gateway,
     * and agents send to the gateway alone; `receivers`, `processors`, `runId`, `presets` and `config`
     * stay with the agents.
     *
     * @default false
     */
    readonly enabled?: boolean;
    /**
     * Its pods, unless `autoscaling` decides.
     *
     * @default 2
     */
    readonly replicas?: number;
    /**
     * Compression between agents and gateway. zstd packs best and costs a quarter of gzip, and here
     * both ends know it; none saves processor time where traffic between nodes costs nothing.
     *
     * @default "zstd"
     */
    readonly compression?: 'zstd' | 'gzip' | 'snappy' | 'none';
    /**
     * Keeps some traces and drops others, each whole. Every trace with botanu.run_id and every trace
     * with an error is kept. While a trace waits for its decision it is in memory only, so what `sync`
     * and `durable` promise does not hold for traces.
     */
    readonly sampling?: {
      /**
       * Whether traces are sampled. Metrics and logs never are.
       *
       * @default false
       */
      readonly enabled?: boolean;
      /**
       * How long the spans of a trace are waited for, from its first one on.
       *
       * @default "10s"
       */
      readonly decisionWait?: string;
      /**
       * How many of the other traces are kept, in percent.
       *
       * @default 10
       */
      readonly percentage?: number;
      /**
       * Most traces that wait for their decision in one pod; beyond it agents have to wait.
       *
       * @default 50000
       */
      readonly maxTraces?: number;
      /**
       * Further policies by name: a trace is kept if any policy keeps it and no `drop` policy drops
       * it.
       *
       * @default {}
       * @example {"slow":{"type":"latency","latency":{"threshold_ms":2000}}}
       */
      readonly policies?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    };
    /** What a pod may use. */
    readonly resources?: {
      /** What is reserved. */
      readonly requests?: {
        /**
         * Processor time.
         *
         * @default "250m"
         */
        readonly cpu?: string | number;
        /**
         * Memory.
         *
         * @default "512Mi"
         */
        readonly memory?: string | number;
      };
      /** What is not exceeded. */
      readonly limits?: {
        /**
         * Processor time; empty: as much as is free, so that a peak delays nobody.
         *
         * @default ""
         */
        readonly cpu?: string | number;
        /**
         * Memory. The memory limiter and the garbage collector (GOMEMLIMIT) are set up from this.
         *
         * @default "1Gi"
         */
        readonly memory?: string | number;
      };
    };
    /** Has the cluster decide how many pods there are. */
    readonly autoscaling?: {
      /**
       * Whether it does. Needs a metrics server.
       *
       * @default false
       */
      readonly enabled?: boolean;
      /**
       * Fewest pods.
       *
       * @default 2
       */
      readonly minReplicas?: number;
      /**
       * Most pods.
       *
       * @default 10
       */
      readonly maxReplicas?: number;
      /**
       * Adds pods beyond this share of the processor time that is reserved, in percent; 0: does not
       * look at it.
       *
       * @default 75
       */
      readonly targetCPUUtilizationPercentage?: number;
      /**
       * Adds pods beyond this share of the memory that is reserved, in percent; 0: does not look at
       * it, because a collector takes memory up to GOMEMLIMIT before it gives any back.
       *
       * @default 0
       */
      readonly targetMemoryUtilizationPercentage?: number;
      /**
       * How fast pods come and go. Under sampling, each change splits the traces of that moment.
       *
       * @default {}
       * @example {"scaleDown":{"stabilizationWindowSeconds":600}}
       */
      readonly behavior?: k8s.HorizontalPodAutoscalerBehaviorV2;
    };
    /** Keeps pods through the drain of nodes. */
    readonly podDisruptionBudget?: {
      /**
       * Whether there is one, where there are several pods.
       *
       * @default true
       */
      readonly enabled?: boolean;
      /**
       * Pods that may be missing.
       *
       * @default 1
       */
      readonly maxUnavailable?: number;
    };
    /**
     * Priority class; system-node-critical keeps the pods when a node is short of memory.
     *
     * @default ""
     */
    readonly priorityClassName?: string;
    /**
     * Labels that a node must have.
     *
     * @default {}
     * @example {"kubernetes.io/os":"linux"}
     */
    readonly nodeSelector?: Readonly<Record<string, string>>;
    /**
     * Taints of nodes to put up with.
     *
     * @default []
     * @example [{"key":"dedicated","operator":"Exists"}]
     */
    readonly tolerations?: readonly k8s.Toleration[];
    /**
     * Affinity of the pods.
     *
     * @default {}
     */
    readonly affinity?: k8s.Affinity;
    /**
     * Further labels of the pods.
     *
     * @default {}
     */
    readonly podLabels?: Readonly<Record<string, string>>;
    /**
     * Further annotations of the pods.
     *
     * @default {}
     */
    readonly podAnnotations?: Readonly<Record<string, string>>;
    /**
     * Further volumes by name.
     *
     * @default {}
     * @example {"certificates":{"configMap":{"name":"company-ca"}}}
     */
    readonly extraVolumes?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    /**
     * Further mounts of the container by path.
     *
     * @default {}
     * @example {"/etc/company":{"name":"certificates","readOnly":true}}
     */
    readonly extraVolumeMounts?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    /**
     * Further containers by name.
     *
     * @default {}
     */
    readonly extraContainers?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    /**
     * Further environment variables by name: a text, or a key of a Secret.
     *
     * @default {}
     * @example {"HTTPS_PROXY":"http://proxy:3128","BACKEND_KEY":{"secret":{"name":"backend","key":"key"}}}
     */
    readonly extraEnv?: Readonly<Record<string, string | {
      /** A key of a Secret. */
      readonly secret: {
        /** Name of the Secret. */
        readonly name: string;
        /** Key in it. */
        readonly key: string;
      };
    }>>;
    /**
     * How its pods are spread; empty: over nodes, as far as there are any.
     *
     * @default []
     * @example [{"maxSkew":1,"topologyKey":"topology.kubernetes.io/zone","whenUnsatisfiable":"ScheduleAnyway"}]
     */
    readonly topologySpreadConstraints?: readonly k8s.TopologySpreadConstraint[];
    /**
     * Laid over the whole configuration of the gateway last, as `config` is over that of the agents.
     *
     * @default {}
     * @example {"service":{"telemetry":{"logs":{"level":"debug"}}}}
     */
    readonly config?: Readonly<Record<string, unknown>>;
  };
  /** How applications find the collector. */
  readonly service?: {
    /**
     * Type of the Service.
     *
     * @default "ClusterIP"
     */
    readonly type?: 'ClusterIP' | 'NodePort' | 'LoadBalancer';
    /**
     * Local: only to the collector on the same node. Empty: Local for a daemonset, Cluster otherwise.
     *
     * @default ""
     */
    readonly internalTrafficPolicy?: '' | 'Local' | 'Cluster';
    /**
     * PreferSameNode: to the collector on the same node, and to another one while that is away. Needs
     * Kubernetes 1.34 and takes the place of `Local`.
     *
     * @default ""
     */
    readonly trafficDistribution?: '' | 'PreferSameNode' | 'PreferSameZone' | 'PreferClose';
    /**
     * Annotations of the Service.
     *
     * @default {}
     */
    readonly annotations?: Readonly<Record<string, string>>;
    /**
     * Further ports by name, for receivers of your own.
     *
     * @default {}
     * @example {"zipkin":{"port":9411}}
     */
    readonly extraPorts?: Readonly<Record<string, {
      /** Number, of the Service and of the container. */
      readonly port: number;
      /**
       * Protocol.
       *
       * @default "TCP"
       */
      readonly protocol?: 'TCP' | 'UDP';
    }>>;
  };
  /**
   * Who may reach the pods, and whom they may reach: all else is refused, where the network of the
   * cluster enforces policies. The node itself always gets through, so probes need no rule.
   */
  readonly networkPolicy?: {
    /**
     * Whether there are policies: one for the agents, one for the gateway.
     *
     * @default false
     */
    readonly enabled?: boolean;
    /**
     * Who may send telemetry; empty: anybody who reaches the cluster's pods.
     *
     * @default []
     * @example [{"namespaceSelector":{"matchLabels":{"team":"shop"}}}]
     */
    readonly ingressFrom?: readonly k8s.NetworkPolicyPeer[];
    /**
     * Who may read the collector's own metrics; empty: anybody.
     *
     * @default []
     * @example [{"namespaceSelector":{"matchLabels":{"kubernetes.io/metadata.name":"monitoring"}}}]
     */
    readonly metricsFrom?: readonly k8s.NetworkPolicyPeer[];
    /**
     * Where the backend is; empty: any address, on the port of `exporter.endpoint`. Behind a Service
     * that maps its port, policies see the port of the pods: allow that in `extraEgress`.
     *
     * @default []
     * @example [{"ipBlock":{"cidr":"203.0.113.0/24"}}]
     */
    readonly backendPeers?: readonly k8s.NetworkPolicyPeer[];
    /**
     * Ports of the API server, which `presets.kubernetesAttributes` asks: that of its Service, and the
     * one behind.
     *
     * @default [443,6443]
     */
    readonly apiServerPorts?: readonly (number)[];
    /**
     * Further rules for what may be reached by whoever sends to the backend, for example for
     * `exporters`, a proxy, or what receivers fetch.
     *
     * @default []
     * @example [{"to":[{"ipBlock":{"cidr":"198.51.100.7/32"}}],"ports":[{"port":443}]}]
     */
    readonly extraEgress?: readonly k8s.NetworkPolicyEgressRule[];
  };
  /** What the pods run as. */
  readonly serviceAccount?: {
    /**
     * Whether the account is made here.
     *
     * @default true
     */
    readonly create?: boolean;
    /**
     * Its name; empty: that of the other objects.
     *
     * @default ""
     */
    readonly name?: string;
    /**
     * Annotations, for example for the identity of a cloud.
     *
     * @default {}
     */
    readonly annotations?: Readonly<Record<string, string>>;
  };
  /**
   * Further objects by name, each whole.
   *
   * @default {}
   * @example {"note":{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"note"},"data":{"text":"hello"}}}
   */
  readonly extraManifests?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /**
   * Takes the place of the chart's name in object names and in the label app.kubernetes.io/name.
   *
   * @default ""
   */
  readonly nameOverride?: string;
  /**
   * Takes the place of the whole object name, which otherwise is the release name with the chart's
   * name.
   *
   * @default ""
   */
  readonly fullnameOverride?: string;
  /**
   * Labels for every object, for example the team that owns it. They are not part of selectors.
   *
   * @default {}
   * @example {"team":"platform"}
   */
  readonly commonLabels?: Readonly<Record<string, string>>;
  /** What all charts of an installation share. */
  readonly global?: {
    /**
     * Takes the place of the registry of every image.
     *
     * @default ""
     */
    readonly imageRegistry?: string;
    /**
     * Secrets for the registry, for every pod.
     *
     * @default []
     */
    readonly imagePullSecrets?: readonly k8s.LocalObjectReference[];
  } & Record<string, unknown>;
}
