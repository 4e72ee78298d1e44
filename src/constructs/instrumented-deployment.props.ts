// Generated from the settings by `npm run synth`: do not edit.
import type { k8s } from '../k8s';

/** What an `InstrumentedDeployment` is made of, in any language. */
export interface ApplicationProps {
  /** The application. It has no default. */
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
     * @default ""
     * @example "acme/order-service"
     */
    readonly repository?: string;
    /**
     * Its version, which is service.version on everything.
     *
     * @default ""
     * @example "2.1.0"
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
  /**
   * Language of the application; it has no default. python, java and nodejs: run_id is on every span.
   * dotnet: on server spans only. go: no agent can be put into a Go process without privileges, so
   * only `env` is possible, and its own code has to copy run_id.
   *
   * @default ""
   */
  readonly language?: '' | 'python' | 'java' | 'nodejs' | 'dotnet' | 'go';
  /**
   * How the agent comes into the process. init: an init container copies it, and nothing else is
   * needed in the cluster. operator: the OpenTelemetry operator puts it there. env: the image has it
   * already.
   *
   * @default "init"
   */
  readonly injection?: 'init' | 'operator' | 'env';
  /** What the agent sends, and whereto. */
  readonly telemetry?: {
    /**
     * URL of the collector. Empty: the Service of the chart `collector`, installed as botanu-collector
     * in namespace observability; with `sidecar.enabled`, the sidecar.
     *
     * @default ""
     * @example "http://botanu-collector.observability:4318"
     */
    readonly endpoint?: string;
    /**
     * How it is spoken to. http/protobuf: port 4318. grpc: port 4317; the stock image for Python
     * cannot.
     *
     * @default "http/protobuf"
     */
    readonly protocol?: 'http/protobuf' | 'grpc';
    /**
     * service.name on everything; empty: in the chart the name of the release, elsewhere that of the
     * workload.
     *
     * @default ""
     */
    readonly serviceName?: string;
    /**
     * deployment.environment.name on everything, and deployment.environment, its name before 1.27.
     *
     * @default ""
     * @example "production"
     */
    readonly environment?: string;
    /**
     * Further attributes of everything that is sent. service.version comes from the image, and the
     * names of pod, node and namespace from Kubernetes.
     *
     * @default {}
     * @example {"service.namespace":"shop"}
     */
    readonly resourceAttributes?: Readonly<Record<string, string>>;
    /** What is sent. */
    readonly signals?: {
      /**
       * Whether traces are sent. Off: the exporter is "none".
       *
       * @default true
       */
      readonly traces?: boolean;
      /**
       * Whether metrics are sent. Off: the exporter is "none".
       *
       * @default true
       */
      readonly metrics?: boolean;
      /**
       * Whether logs are sent. Off: the exporter is "none".
       *
       * @default true
       */
      readonly logs?: boolean;
    };
    /**
     * Whether a line that the application logs tells its trace. python: sets
     * OTEL_PYTHON_LOG_CORRELATION, by which the agent gives the root logger its own format, with
     * trace_id, and level INFO. A logging.basicConfig of the application does nothing then; a
     * dictConfig of its own stays, and can name otelTraceID even without this. java and nodejs:
     * nothing is set, because their agents do it anyway: trace_id is in the MDC of Logback and Log4j,
     * for the pattern to name, and in what pino, winston and bunyan write. dotnet and go: nothing is
     * set.
     *
     * @default false
     */
    readonly logCorrelation?: boolean;
    /**
     * How context travels between services. run_id travels in baggage.
     *
     * @default ["tracecontext","baggage"]
     */
    readonly propagators?: readonly ('tracecontext' | 'baggage' | 'b3' | 'b3multi' | 'jaeger' | 'xray' | 'ottrace')[];
    /** Which traces are kept at their start. */
    readonly sampler?: {
      /**
       * Kind of sampler. Anything but "all" loses the cost of the runs that are not kept: sample after
       * the cost is metered, in the gateway of the collector.
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
    /** Secret with the headers of every request, as OTEL_EXPORTER_OTLP_HEADERS. */
    readonly headersSecret?: {
      /**
       * Name of the Secret; empty: no headers.
       *
       * @default ""
       */
      readonly name?: string;
      /**
       * Key in it, whose value is `name=value,name=value`.
       *
       * @default "OTEL_EXPORTER_OTLP_HEADERS"
       */
      readonly key?: string;
    };
    /** How spans wait in the process (OTEL_BSP_*); 0 or empty: what the agent does by itself. */
    readonly batch?: {
      /**
       * Spans that may wait; the agents keep 2048.
       *
       * @default 0
       */
      readonly queueSize?: number;
      /**
       * Spans in one request; the agents put 512.
       *
       * @default 0
       */
      readonly size?: number;
      /**
       * Longest wait before a request; the agents wait 5s.
       *
       * @default ""
       */
      readonly delay?: string;
      /**
       * How long one request may take; the agents give 30s.
       *
       * @default ""
       */
      readonly timeout?: string;
    };
  };
  /** The agent, and how it comes into the container. */
  readonly agent?: {
    /** Its image, of which files are copied; empty parts: those of the language. */
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
       * @default ""
       */
      readonly repository?: string;
      /**
       * Its version; empty: the one that is tested (python 0.60b1, java 2.28.1, nodejs 0.78.0, dotnet
       * 1.16.0).
       *
       * @default ""
       */
      readonly tag?: string;
      /**
       * Its digest, which beats the tag.
       *
       * @default ""
       */
      readonly digest?: string;
      /**
       * When it is pulled; empty: as Kubernetes does by itself.
       *
       * @default ""
       */
      readonly pullPolicy?: '' | 'IfNotPresent' | 'Always' | 'Never';
    };
    /** What the container that copies may use; a quota counts it for its short life. */
    readonly resources?: {
      /** What is reserved. */
      readonly requests?: {
        /**
         * Processor time.
         *
         * @default "50m"
         */
        readonly cpu?: string | number;
        /**
         * Memory; empty: 128Mi for nodejs and dotnet, 64Mi for the others.
         *
         * @default ""
         */
        readonly memory?: string | number;
      };
      /** What is not exceeded. */
      readonly limits?: {
        /**
         * Processor time.
         *
         * @default "500m"
         */
        readonly cpu?: string | number;
        /**
         * Memory.
         *
         * @default "256Mi"
         */
        readonly memory?: string | number;
      };
    };
    /**
     * Most that the copied files may take.
     *
     * @default "200Mi"
     */
    readonly volumeSize?: string | number;
    /**
     * User of the container that copies, where neither pod nor container names one: the images name
     * none. 0: leaves that to the cluster (OpenShift).
     *
     * @default 65532
     */
    readonly runAsUser?: number;
    /**
     * The C library of the image of the application; musl is that of Alpine. For python and dotnet.
     *
     * @default "glibc"
     */
    readonly libc?: 'glibc' | 'musl';
    /**
     * With `injection: env`, the folder of the image in which the agent lies as in its own image;
     * empty: the folder into which `init` would copy it.
     *
     * @default ""
     * @example "/otel-auto-instrumentation-python"
     */
    readonly folder?: string;
    /**
     * With `injection: env`, the command that starts the application with its agent, put before
     * `command`. Nothing else loads the agent then.
     *
     * @default []
     */
    readonly wrapper?: readonly (string)[];
  };
  /** With `injection: operator`, what the operator is asked for. */
  readonly operator?: {
    /**
     * The Instrumentation: "true" for the only one of the namespace, a name, or namespace/name.
     *
     * @default "true"
     */
    readonly instrumentation?: string;
  };
  /** How botanu.run_id gets onto every span of this application. */
  readonly runId?: {
    /**
     * Whether the process copies it from baggage to its spans, by files or variables of ours.
     *
     * @default true
     */
    readonly enabled?: boolean;
    /**
     * ConfigMap of this namespace with the files for Python and Node.js, as the chart `collector`
     * makes one; empty: one of its own.
     *
     * @default ""
     */
    readonly hookConfigMap?: string;
  };
  /**
   * What the image, or envFrom, sets of the variables that are extended: PYTHONPATH,
   * JAVA_TOOL_OPTIONS, NODE_OPTIONS, DOTNET_*. Kubernetes cannot see them, and ours would replace
   * them.
   *
   * @default {}
   * @example {"PYTHONPATH":"/app"}
   */
  readonly imageEnv?: Readonly<Record<string, string>>;
  /**
   * A collector in the same pod, for applications that no collector of the node or of the cluster
   * serves. With the run_id stage of the chart `collector`.
   */
  readonly sidecar?: {
    /**
     * Whether there is one. Needs Kubernetes 1.29.
     *
     * @default false
     */
    readonly enabled?: boolean;
    /** Where telemetry goes. */
    readonly exporter?: {
      /**
       * The backend. host:port for gRPC (backend:4317); a URL for HTTP (https://backend:4318), to
       * which /v1/traces and so on are added. The one value that has no default.
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
       * Compression of what is sent. Every OTLP server takes gzip; zstd costs less and packs better,
       * but ask your backend first; none saves the most processor time within a cluster.
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
    /** The collector. */
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
    /** What it may use. */
    readonly resources?: {
      /** What is reserved. */
      readonly requests?: {
        /**
         * Processor time.
         *
         * @default "50m"
         */
        readonly cpu?: string | number;
        /**
         * Memory.
         *
         * @default "64Mi"
         */
        readonly memory?: string | number;
      };
      /** What is not exceeded. */
      readonly limits?: {
        /**
         * Processor time; empty: as much as is free.
         *
         * @default ""
         */
        readonly cpu?: string | number;
        /**
         * Memory. The memory limiter and GOMEMLIMIT are set up from this.
         *
         * @default "256Mi"
         */
        readonly memory?: string | number;
      };
    };
  };
  /**
   * What is started in place of what the image starts.
   *
   * @default []
   * @example ["gunicorn"]
   */
  readonly command?: readonly (string)[];
  /**
   * Its arguments.
   *
   * @default []
   * @example ["--workers","4","app:application"]
   */
  readonly args?: readonly (string)[];
  /**
   * Environment variables by name: a text, a key of a Secret or of a ConfigMap, or a field of the pod.
   * Those that mention others, as $(NAME), come after them. They beat what the agent is told by
   * `telemetry`; PYTHONPATH, NODE_OPTIONS, JAVA_TOOL_OPTIONS and DOTNET_* are extended.
   *
   * @default {}
   * @example {"DATABASE_HOST":"database","DATABASE_KEY":{"secret":{"name":"database","key":"key"}},"POD_NAME":{"field":"metadata.name"}}
   */
  readonly env?: Readonly<Record<string, string | {
    /** A key of a Secret. */
    readonly secret: {
      /** Name of the Secret. */
      readonly name: string;
      /** Key in it. */
      readonly key: string;
    };
  } | {
    /** A key of a ConfigMap. */
    readonly configMap: {
      /** Name of the ConfigMap. */
      readonly name: string;
      /** Key in it. */
      readonly key: string;
    };
  } | {
    /** Its path: metadata.name, spec.nodeName, status.podIP. */
    readonly field: string;
  }>>;
  /**
   * Variables that stand in a ConfigMap of the release. A change rolls the pods, as a change of `env`
   * does.
   *
   * @default {}
   * @example {"LOG_LEVEL":"INFO"}
   */
  readonly config?: Readonly<Record<string, string>>;
  /**
   * Variables that stand in a Secret of the release. A change rolls the pods. Give them on the command
   * line or by a tool that decrypts: what stands in a values file in git is no secret. Better, name a
   * Secret that is made elsewhere in `env` or `envFrom`.
   *
   * @default {}
   * @example {"METRICS_TOKEN":"from --set"}
   */
  readonly secrets?: Readonly<Record<string, string>>;
  /**
   * ConfigMaps and Secrets that are made elsewhere, of which all keys become variables.
   *
   * @default []
   * @example [{"secretRef":{"name":"database"}}]
   */
  readonly envFrom?: readonly k8s.EnvFromSource[];
  /** Where the application listens; 0: nowhere. */
  readonly ports?: {
    /**
     * Port for requests; 0 for a worker that serves none.
     *
     * @default 8080
     */
    readonly http?: number;
    /**
     * Port for probes, where it is another one.
     *
     * @default 0
     */
    readonly health?: number;
    /**
     * Port for metrics of its own.
     *
     * @default 0
     */
    readonly metrics?: number;
  };
  /**
   * Pods, unless `autoscaling` decides.
   *
   * @default 2
   */
  readonly replicas?: number;
  /** How pods are replaced. */
  readonly updateStrategy?: {
    /**
     * Pods more than there should be.
     *
     * @default 1
     */
    readonly maxSurge?: number;
    /**
     * Pods that may be missing.
     *
     * @default 0
     */
    readonly maxUnavailable?: number;
  };
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
       * Memory. What goes beyond it is killed; the agent is part of it.
       *
       * @default "512Mi"
       */
      readonly memory?: string | number;
    };
  };
  /**
   * What kubelet asks the application: on the port `health`, or else on `http`; without either,
   * nothing.
   */
  readonly probes?: {
    /** Until it has succeeded, the others wait. */
    readonly startup?: {
      /**
       * Whether it is asked.
       *
       * @default true
       */
      readonly enabled?: boolean;
      /**
       * Path that is asked for; empty: a connection to the port is enough.
       *
       * @default ""
       * @example "/health/ready"
       */
      readonly path?: string;
      /**
       * Time between two.
       *
       * @default 3
       */
      readonly periodSeconds?: number;
      /**
       * How long one may take.
       *
       * @default 5
       */
      readonly timeoutSeconds?: number;
      /**
       * How long the application may take to start, without its agent: the time that the agent needs
       * is added.
       *
       * @default 60
       */
      readonly budgetSeconds?: number;
    };
    /** Whether the process has to be killed. Must not ask what it depends on. */
    readonly liveness?: {
      /**
       * Whether it is asked.
       *
       * @default true
       */
      readonly enabled?: boolean;
      /**
       * Path that is asked for; empty: a connection to the port is enough.
       *
       * @default ""
       * @example "/health/ready"
       */
      readonly path?: string;
      /**
       * Time between two.
       *
       * @default 10
       */
      readonly periodSeconds?: number;
      /**
       * How long one may take.
       *
       * @default 5
       */
      readonly timeoutSeconds?: number;
      /**
       * Failures in a row that count.
       *
       * @default 3
       */
      readonly failureThreshold?: number;
    };
    /** Whether requests are sent to it. */
    readonly readiness?: {
      /**
       * Whether it is asked.
       *
       * @default true
       */
      readonly enabled?: boolean;
      /**
       * Path that is asked for; empty: a connection to the port is enough.
       *
       * @default ""
       * @example "/health/ready"
       */
      readonly path?: string;
      /**
       * Time between two.
       *
       * @default 5
       */
      readonly periodSeconds?: number;
      /**
       * How long one may take.
       *
       * @default 3
       */
      readonly timeoutSeconds?: number;
      /**
       * Failures in a row that count.
       *
       * @default 3
       */
      readonly failureThreshold?: number;
    };
  };
  /** How a pod ends without losing requests, nor the spans of the last ones. */
  readonly shutdown?: {
    /**
     * Goes on serving for this long after the Service has stopped sending. Kubernetes itself waits, so
     * no shell is needed.
     *
     * @default 5
     */
    readonly preStopSeconds?: number;
    /**
     * Time to end, with the wait before.
     *
     * @default 60
     */
    readonly graceSeconds?: number;
  };
  /** Security context of the pods. */
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
  /**
   * Security context of the application. What copies the agent gets its user, and no more rights than
   * copying needs.
   */
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
  /** A writable /tmp, which a read-only file system takes away. */
  readonly temporaryFolder?: {
    /**
     * Whether there is one.
     *
     * @default true
     */
    readonly enabled?: boolean;
    /**
     * Most that it may hold; a pod beyond it is evicted. Empty: what the node has.
     *
     * @default ""
     */
    readonly sizeLimit?: string;
  };
  /** Keeps pods apart, so that they do not fail together. */
  readonly spread?: {
    /**
     * By which means of Kubernetes.
     *
     * @default "topologySpread"
     */
    readonly by?: 'topologySpread' | 'antiAffinity' | 'none';
    /**
     * Label of nodes over whose values they are spread.
     *
     * @default "kubernetes.io/hostname"
     */
    readonly topologyKey?: string;
    /**
     * Whether a pod rather waits than stands beside another.
     *
     * @default false
     */
    readonly required?: boolean;
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
  /** How the application is reached within the cluster. */
  readonly service?: {
    /**
     * Whether there is a Service; a worker without `ports.http` has none.
     *
     * @default true
     */
    readonly enabled?: boolean;
    /**
     * Type of the Service.
     *
     * @default "ClusterIP"
     */
    readonly type?: 'ClusterIP' | 'NodePort' | 'LoadBalancer';
    /**
     * Its port.
     *
     * @default 80
     */
    readonly port?: number;
    /**
     * Annotations of the Service.
     *
     * @default {}
     */
    readonly annotations?: Readonly<Record<string, string>>;
  };
  /**
   * Metrics that the application itself serves on the port `metrics`. What its agent measures is sent
   * by OTLP and needs none of this.
   */
  readonly metrics?: {
    /**
     * Path of the metrics.
     *
     * @default "/metrics"
     */
    readonly path?: string;
    /**
     * How Prometheus finds them. serviceMonitor: by an object of the Prometheus operator, made only
     * where the cluster knows the kind. annotations: by those of the pod, where Prometheus is set up
     * to read them. One of the two, or everything would be counted twice.
     *
     * @default "none"
     */
    readonly scrape?: 'none' | 'serviceMonitor' | 'annotations';
    /** The Service of the port. */
    readonly service?: {
      /**
       * Its annotations.
       *
       * @default {}
       */
      readonly annotations?: Readonly<Record<string, string>>;
    };
    /** How the Prometheus operator scrapes. */
    readonly serviceMonitor?: {
      /**
       * Time between two scrapes.
       *
       * @default "30s"
       */
      readonly interval?: string;
      /**
       * How long one may take; empty: what Prometheus says.
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
      /**
       * Secret of this namespace with the token that Prometheus shows: that of the application, or
       * with `guard` that of a reader.
       */
      readonly authorizationSecret?: {
        /**
         * Its name; empty: no token.
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
      /**
       * Relabelings before a scrape, as the Prometheus operator writes them.
       *
       * @default []
       * @example [{"sourceLabels":["__meta_kubernetes_pod_node_name"],"targetLabel":"node"}]
       */
      readonly relabelings?: readonly (Readonly<Record<string, unknown>>)[];
      /**
       * Relabelings of what was scraped.
       *
       * @default []
       * @example [{"action":"drop","sourceLabels":["__name__"],"regex":"python_gc_.*"}]
       */
      readonly metricRelabelings?: readonly (Readonly<Record<string, unknown>>)[];
    };
    /**
     * Lets only those read the metrics to whom RBAC allows it: kube-rbac-proxy beside the application,
     * over TLS. The application must then listen with its metrics on 127.0.0.1 alone, or the guard can
     * be walked around.
     */
    readonly guard?: {
      /**
       * Whether there is one.
       *
       * @default false
       */
      readonly enabled?: boolean;
      /** The guard. */
      readonly image?: {
        /**
         * Where it is pulled from.
         *
         * @default "quay.io"
         */
        readonly registry?: string;
        /**
         * Its path in the registry.
         *
         * @default "brancz/kube-rbac-proxy"
         */
        readonly repository?: string;
        /**
         * Its version; the default is the one that is tested.
         *
         * @default "v0.19.1"
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
       * Its port.
       *
       * @default 8443
       */
      readonly port?: number;
      /**
       * ServiceAccounts that may read, by name.
       *
       * @default {}
       * @example {"prometheus":{"namespace":"monitoring"}}
       */
      readonly readers?: Readonly<Record<string, {
        /** Its namespace. */
        readonly namespace: string;
      }>>;
      /** What a pod may use. */
      readonly resources?: {
        /** What is reserved. */
        readonly requests?: {
          /**
           * Processor time.
           *
           * @default "10m"
           */
          readonly cpu?: string | number;
          /**
           * Memory.
           *
           * @default "32Mi"
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
           * Memory. What goes beyond it is killed.
           *
           * @default "64Mi"
           */
          readonly memory?: string | number;
        };
      };
    };
  };
  /** Has the cluster decide how many pods there are; `replicas` then says nothing. */
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
     * @default 20
     */
    readonly maxReplicas?: number;
    /**
     * Adds pods beyond this share of the processor time that is reserved, in percent; 0: does not look
     * at it.
     *
     * @default 75
     */
    readonly targetCPUUtilizationPercentage?: number;
    /**
     * Adds pods beyond this share of the memory that is reserved, in percent; 0: does not look at it,
     * because most runtimes give none back, so that pods would come and never go.
     *
     * @default 0
     */
    readonly targetMemoryUtilizationPercentage?: number;
    /**
     * Further metrics. Those of pods need an adapter for Prometheus, or KEDA.
     *
     * @default []
     * @example [{"type":"Pods","pods":{"metric":{"name":"http_requests_per_second"},"target":{"type":"AverageValue","averageValue":"100"}}}]
     */
    readonly metrics?: readonly (Readonly<Record<string, unknown>>)[];
    /**
     * How fast pods come and go.
     *
     * @default {}
     * @example {"scaleUp":{"stabilizationWindowSeconds":60,"policies":[{"type":"Pods","value":2,"periodSeconds":60}]},"scaleDown":{"stabilizationWindowSeconds":300}}
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
  /** How the application is reached from outside, by an Ingress. */
  readonly ingress?: {
    /**
     * Whether there is one.
     *
     * @default false
     */
    readonly enabled?: boolean;
    /**
     * Class; empty: that of the cluster.
     *
     * @default ""
     * @example "nginx"
     */
    readonly className?: string;
    /**
     * Annotations for its controller. The headers of traces and baggage pass without any.
     *
     * @default {}
     * @example {"nginx.ingress.kubernetes.io/proxy-read-timeout":"30"}
     */
    readonly annotations?: Readonly<Record<string, string>>;
    /**
     * By host name.
     *
     * @default {}
     * @example {"orders.example.com":{"tlsSecret":"orders-tls"}}
     */
    readonly hosts?: Readonly<Record<string, {
      /**
       * Paths that lead to the application, with everything below.
       *
       * @default ["/"]
       */
      readonly paths?: readonly (string)[];
      /**
       * Secret with the certificate; empty: no TLS of its own.
       *
       * @default ""
       */
      readonly tlsSecret?: string;
    }>>;
  };
  /** The same by an HTTPRoute of the Gateway API. Made only where the cluster knows the kind. */
  readonly httpRoute?: {
    /**
     * Whether there is one.
     *
     * @default false
     */
    readonly enabled?: boolean;
    /**
     * Gateways that it is of.
     *
     * @default []
     * @example [{"name":"public","namespace":"gateways"}]
     */
    readonly parentRefs?: readonly (Readonly<Record<string, unknown>>)[];
    /**
     * Host names; none: those of the gateway.
     *
     * @default []
     */
    readonly hostnames?: readonly (string)[];
    /**
     * Paths that lead to the application, with everything below.
     *
     * @default ["/"]
     */
    readonly paths?: readonly (string)[];
    /**
     * Its annotations.
     *
     * @default {}
     */
    readonly annotations?: Readonly<Record<string, string>>;
  };
  /** What a mesh has to know of the pods. */
  readonly istio?: {
    /**
     * Whether they get a proxy (label sidecar.istio.io/inject); empty: as the namespace says.
     *
     * @default ""
     */
    readonly inject?: '' | 'true' | 'false';
    /**
     * Ports past the proxy inwards, for a Prometheus outside of the mesh.
     *
     * @default []
     */
    readonly excludeInboundPorts?: readonly (number)[];
    /**
     * Ports past the proxy outwards, for example those of the collector.
     *
     * @default []
     */
    readonly excludeOutboundPorts?: readonly (number)[];
    /**
     * Whether the application waits for its proxy. Needless where the proxy is a native sidecar.
     *
     * @default false
     */
    readonly holdApplicationUntilProxyStarts?: boolean;
  };
  /**
   * A Grafana dashboard of the application, from what its agent measures, in a ConfigMap for the
   * sidecar of Grafana to find.
   */
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
   * Whether the application gets a token for the API server.
   *
   * @default false
   */
  readonly automountServiceAccountToken?: boolean;
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
