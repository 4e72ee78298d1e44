// Generated from the settings by `npm run synth`: do not edit.
import type { k8s } from '../k8s';

/** What an `OperatorStack` is made of. */
export interface OperatorStackProps {
  /**
   * What puts agents into pods. operator: the OpenTelemetry operator, on any Kubernetes. policy:
   * admission policies of the API server itself, from Kubernetes 1.36, for python, java and nodejs:
   * nothing runs, nothing can be away, no certificate expires.
   *
   * @default "operator"
   */
  readonly engine?: 'operator' | 'policy';
  /**
   * Namespaces whose applications carry run_id: each gets a ConfigMap with the files of the hook. They
   * have to be there.
   *
   * @default {}
   * @example {"shop":{},"billing":{}}
   */
  readonly namespaces?: Readonly<Record<string, {
    /**
     * Whether applications of the namespace may be instrumented.
     *
     * @default true
     */
    readonly enabled?: boolean;
  }>>;
  /** How botanu.run_id gets onto every span. */
  readonly runId?: {
    /**
     * Whether processes copy it from baggage to their spans, by files or variables of ours.
     *
     * @default true
     */
    readonly enabled?: boolean;
  };
  /**
   * Collectors that the operator runs, by name, in the namespace of the release. The operator appends
   * to the name: applications send to http://NAME-collector:4318.
   *
   * @default {}
   * @example {"gateway":{"replicas":2,"exporter":{"endpoint":"backend.example.com:4317"}},"beside":{"mode":"sidecar","exporter":{"endpoint":"gateway-collector.observability:4317"}}}
   */
  readonly collectors?: Readonly<Record<string, {
    /**
     * deployment: pods behind a Service. daemonset: a pod on each node. statefulset: pods with names
     * that stay, for the target allocator. sidecar: a container in each pod that asks for it by the
     * annotation sidecar.opentelemetry.io/inject; what is changed here reaches it when the pod is made
     * anew. The operator refuses to change it; another name is another collector.
     *
     * @default "deployment"
     */
    readonly mode?: 'deployment' | 'daemonset' | 'statefulset' | 'sidecar';
    /**
     * Pods, in the modes deployment and statefulset.
     *
     * @default 1
     */
    readonly replicas?: number;
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
    /** How the collector looks after botanu.run_id. */
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
       * Takes run_id from the entry `botanu` of tracestate, where the entry service sets it: every
       * span.
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
    };
    /**
     * What is scraped, as `scrape_configs` of the receiver prometheus: a dollar is written twice. The
     * metrics take the pipeline of metrics.
     *
     * @default []
     * @example [{"job_name":"shop","kubernetes_sd_configs":[{"role":"pod"}]}]
     */
    readonly scrapeConfigs?: readonly (Readonly<Record<string, unknown>>)[];
    /**
     * Finds what is to be scraped, and gives every target to one of the pods. Without it, each pod
     * scrapes everything.
     */
    readonly targetAllocator?: {
      /**
       * Whether there is one. For the modes statefulset and daemonset.
       *
       * @default false
       */
      readonly enabled?: boolean;
      /**
       * Copies of it.
       *
       * @default 1
       */
      readonly replicas?: number;
      /**
       * consistent-hashing: by the hash of the target, so that few move when pods come and go.
       * least-weighted: to the pod that has the fewest; a pod that comes later gets none of those that
       * are given. per-node: to the pod on the node of the target, for the mode daemonset, which takes
       * no other.
       *
       * @default "consistent-hashing"
       */
      readonly allocationStrategy?: 'consistent-hashing' | 'least-weighted' | 'per-node';
      /**
       * relabel-config: targets that `relabel_configs` drop are not given to anyone. none: pods drop
       * them themselves.
       *
       * @default "relabel-config"
       */
      readonly filterStrategy?: 'relabel-config' | 'none';
      /**
       * How often the pods ask which targets are theirs.
       *
       * @default "30s"
       */
      readonly reloadInterval?: string;
      /** Objects of the Prometheus operator that say what is scraped. */
      readonly prometheusCR?: {
        /**
         * Whether ServiceMonitors and PodMonitors are followed. The cluster has to know these kinds.
         *
         * @default false
         */
        readonly enabled?: boolean;
        /**
         * How often what they name is scraped, where they do not say it themselves.
         *
         * @default "30s"
         */
        readonly scrapeInterval?: string;
        /**
         * Which ServiceMonitors. Empty: all of them.
         *
         * @default {}
         * @example {"matchLabels":{"team":"shop"}}
         */
        readonly serviceMonitorSelector?: k8s.LabelSelector;
        /**
         * ServiceMonitors of which namespaces. Empty: all of them.
         *
         * @default {}
         * @example {"matchLabels":{"team":"shop"}}
         */
        readonly serviceMonitorNamespaceSelector?: k8s.LabelSelector;
        /**
         * Which PodMonitors. Empty: all of them.
         *
         * @default {}
         * @example {"matchLabels":{"team":"shop"}}
         */
        readonly podMonitorSelector?: k8s.LabelSelector;
        /**
         * PodMonitors of which namespaces. Empty: all of them.
         *
         * @default {}
         * @example {"matchLabels":{"team":"shop"}}
         */
        readonly podMonitorNamespaceSelector?: k8s.LabelSelector;
      };
      /** The target allocator. */
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
         * @default "open-telemetry/opentelemetry-operator/target-allocator"
         */
        readonly repository?: string;
        /**
         * Its version; the default is the one that is tested.
         *
         * @default "0.148.0"
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
      /** What a pod may use. */
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
           * Processor time; empty: as much as is free, so that a peak delays nobody.
           *
           * @default ""
           */
          readonly cpu?: string | number;
          /**
           * Memory. The garbage collector (GOMEMLIMIT) is set up from this.
           *
           * @default "256Mi"
           */
          readonly memory?: string | number;
        };
      };
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
    };
    /**
     * Laid over the whole configuration last, as the collector reads it: maps are merged, lists and
     * values replaced. Empty objects are written {}.
     *
     * @default {}
     * @example {"service":{"telemetry":{"logs":{"level":"debug"}}}}
     */
    readonly config?: Readonly<Record<string, unknown>>;
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
    /** What a pod may use. */
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
         * @default "128Mi"
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
     * Account of the pods, where the configuration needs rights; empty: one without rights and without
     * a token. A sidecar runs as the account of its pod.
     *
     * @default ""
     */
    readonly serviceAccount?: string;
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
     * none: the image and the configuration stay as they stand here. automatic: the operator rewrites
     * the configuration for the version that it comes with.
     *
     * @default "none"
     */
    readonly upgradeStrategy?: 'none' | 'automatic';
  }>>;
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
