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
   * Namespaces whose pods a policy may change: to bring agents with the engine policy, and to bring
   * the hook of run_id with either. Each gets a ConfigMap with the files of the hook, and has to be
   * there.
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
  /**
   * The Instrumentation that pods ask for: by the annotation
   * instrumentation.opentelemetry.io/inject-<language> with the value <namespace of the
   * release>/<name>. All seven languages are always in it, because the operator fills in what is
   * missing with its own defaults, of which the agent for Java is too old for run_id.
   */
  readonly instrumentation?: {
    /**
     * Whether pods can ask for agents. Off: no Instrumentation, and no policies that bring agents.
     *
     * @default true
     */
    readonly enabled?: boolean;
    /**
     * Its name, which stands in the annotations of pods.
     *
     * @default "botanu"
     */
    readonly name?: string;
    /** Whereto agents send, by what they speak. */
    readonly endpoints?: {
      /**
       * URL of the collector for agents that speak http/protobuf: Python, Go, and the others by
       * default. Empty: the Service of the chart `collector`, installed as botanu-collector in
       * namespace observability.
       *
       * @default ""
       * @example "http://botanu-collector.observability:4318"
       */
      readonly http?: string;
      /**
       * URL of the collector for agents that speak gRPC: Apache httpd and nginx always, Java, Node.js
       * and .NET on wish. Empty: the Service of the chart `collector`, installed as botanu-collector
       * in namespace observability.
       *
       * @default ""
       * @example "http://botanu-collector.observability:4317"
       */
      readonly grpc?: string;
    };
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
     * Attributes of everything that is sent; those of a pod win.
     *
     * @default {}
     * @example {"deployment.environment.name":"production"}
     */
    readonly resourceAttributes?: Readonly<Record<string, string>>;
    /**
     * Whether the unique ids of pod and workload are among the attributes, besides their names.
     *
     * @default false
     */
    readonly kubernetesUids?: boolean;
    /**
     * Whether service.name and service.version come from the labels app.kubernetes.io/instance, /name
     * and /version of a pod, before the name of its workload.
     *
     * @default false
     */
    readonly namesFromLabels?: boolean;
    /**
     * Further variables for applications in every language; those of a language win.
     *
     * @default {}
     * @example {"OTEL_BSP_SCHEDULE_DELAY":"1000"}
     */
    readonly env?: Readonly<Record<string, string>>;
    /**
     * When the images of agents are pulled.
     *
     * @default "IfNotPresent"
     */
    readonly imagePullPolicy?: 'IfNotPresent' | 'Always' | 'Never';
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
         * @default "500m"
         */
        readonly cpu?: string | number;
        /**
         * Memory. Counted by a quota for the short time in which the agent is copied; of Go, for as
         * long as the pod runs.
         *
         * @default "256Mi"
         */
        readonly memory?: string | number;
      };
    };
    /** The agent for Java, 2.7.0 or later: run_id is not copied before. */
    readonly java?: {
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
       * What it speaks; the endpoint follows: endpoints.http or endpoints.grpc.
       *
       * @default "http/protobuf"
       */
      readonly protocol?: 'http/protobuf' | 'grpc';
      /**
       * Further variables for applications with this agent.
       *
       * @default {}
       */
      readonly env?: Readonly<Record<string, string>>;
    };
    /** The agent for Python. It speaks http/protobuf only. */
    readonly python?: {
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
    /** The agent for Node.js. */
    readonly nodejs?: {
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
       * What it speaks; the endpoint follows: endpoints.http or endpoints.grpc.
       *
       * @default "http/protobuf"
       */
      readonly protocol?: 'http/protobuf' | 'grpc';
      /**
       * Further variables for applications with this agent.
       *
       * @default {}
       */
      readonly env?: Readonly<Record<string, string>>;
    };
    /** The agent for .NET. */
    readonly dotnet?: {
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
       * What it speaks; the endpoint follows: endpoints.http or endpoints.grpc.
       *
       * @default "http/protobuf"
       */
      readonly protocol?: 'http/protobuf' | 'grpc';
      /**
       * Further variables for applications with this agent.
       *
       * @default {}
       */
      readonly env?: Readonly<Record<string, string>>;
    };
    /**
     * The agent for Go, a privileged container beside the process. The operator injects it only with
     * --enable-go-instrumentation, and only into pods with the annotation
     * instrumentation.opentelemetry.io/otel-go-auto-target-exe. It knows no baggage: no span of it has
     * run_id.
     */
    readonly go?: {
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
         * @default "open-telemetry/opentelemetry-go-instrumentation/autoinstrumentation-go"
         */
        readonly repository?: string;
        /**
         * Its version.
         *
         * @default "v0.23.0"
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
    /**
     * The module for Apache httpd. It speaks gRPC only, and is told whereto by its own configuration,
     * not by variables.
     */
    readonly apacheHttpd?: {
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
         * @default "open-telemetry/opentelemetry-operator/autoinstrumentation-apache-httpd"
         */
        readonly repository?: string;
        /**
         * Its version.
         *
         * @default "1.0.4"
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
       * Version of Apache httpd.
       *
       * @default "2.4"
       */
      readonly version?: '2.4' | '2.2';
      /**
       * Folder of its configuration in the image of the application.
       *
       * @default "/usr/local/apache2/conf"
       */
      readonly configPath?: string;
      /**
       * Further directives of the module, by name; they begin with ApacheModule. The endpoint is among
       * them already.
       *
       * @default {}
       */
      readonly directives?: Readonly<Record<string, string>>;
      /**
       * Further variables for applications with this agent.
       *
       * @default {}
       */
      readonly env?: Readonly<Record<string, string>>;
    };
    /**
     * The module for nginx. The operator injects it only with --enable-nginx-instrumentation. It
     * speaks gRPC only, and is told whereto by its own configuration, not by variables.
     */
    readonly nginx?: {
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
         * @default "open-telemetry/opentelemetry-operator/autoinstrumentation-apache-httpd"
         */
        readonly repository?: string;
        /**
         * Its version.
         *
         * @default "1.0.4"
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
       * File of its configuration in the image of the application.
       *
       * @default "/etc/nginx/nginx.conf"
       */
      readonly configFile?: string;
      /**
       * Further directives of the module, by name; they begin with NginxModule. The endpoint is among
       * them already.
       *
       * @default {}
       */
      readonly directives?: Readonly<Record<string, string>>;
      /**
       * Further variables for applications with this agent.
       *
       * @default {}
       */
      readonly env?: Readonly<Record<string, string>>;
    };
  };
  /** The admission policies of the engine `policy`, and those that bring the hook. */
  readonly policy?: {
    /**
     * What becomes of a pod when a policy fails, which none should. Ignore: it starts without agent or
     * hook. Fail: it is refused.
     *
     * @default "Ignore"
     */
    readonly failurePolicy?: 'Ignore' | 'Fail';
  };
  /** How botanu.run_id gets onto every span. */
  readonly runId?: {
    /**
     * Whether processes copy it from baggage to their spans, by files or variables of ours.
     *
     * @default true
     */
    readonly enabled?: boolean;
    /**
     * How the hook comes into processes of Python and Node.js; Java does it by a variable. policy: an
     * admission policy mounts it from a ConfigMap of the namespace, from Kubernetes 1.36. image: the
     * images of the two agents hold it, for older clusters; they are to be built (images/ in the
     * repository) and named in `instrumentation`.
     *
     * @default "policy"
     */
    readonly delivery?: 'policy' | 'image';
  };
  /**
   * The OpenTelemetry operator: values of its own chart, opentelemetry-operator, which takes more than
   * what is shown here.
   */
  readonly operator?: {
    /**
     * Whether it is installed. Not where the cluster has one already, nor for the engine policy.
     *
     * @default true
     */
    readonly enabled?: boolean;
    /**
     * What it is called, behind the name of the release.
     *
     * @default "opentelemetry-operator"
     */
    readonly nameOverride?: string;
    /**
     * Takes the place of the whole name of its objects.
     *
     * @default ""
     */
    readonly fullnameOverride?: string;
    /**
     * Its pods. Any of them answers when a pod is made; one of them at a time looks after collectors.
     *
     * @default 2
     */
    readonly replicaCount?: number;
    /** Whether an eviction waits for another pod. */
    readonly pdb?: {
      /**
       * Whether there is a PodDisruptionBudget: one pod stays.
       *
       * @default true
       */
      readonly create?: boolean;
    } & Record<string, unknown>;
    /**
     * How its pods are spread: over nodes, as far as that goes.
     *
     * @default [{"maxSkew":1,"topologyKey":"kubernetes.io/hostname","whenUnsatisfiable":"ScheduleAnyway","labelSelector":{"matchLabels":{"app.kubernetes.io/name":"opentelemetry-operator"}}}]
     */
    readonly topologySpreadConstraints?: readonly (Readonly<Record<string, unknown>>)[];
    /** The operator itself. */
    readonly manager?: {
      /** The collector that it runs where an object names none. */
      readonly collectorImage?: {
        /**
         * Where the image is.
         *
         * @default "ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-k8s"
         */
        readonly repository?: string;
        /**
         * Its version.
         *
         * @default "0.160.0"
         */
        readonly tag?: string;
      } & Record<string, unknown>;
      /** What a pod of it may use. */
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
           * @default "128Mi"
           */
          readonly memory?: string | number;
        } & Record<string, unknown>;
        /** What is not exceeded. */
        readonly limits?: {
          /**
           * Memory. It keeps what it watches there, so it grows with the cluster.
           *
           * @default "512Mi"
           */
          readonly memory?: string | number;
        } & Record<string, unknown>;
      } & Record<string, unknown>;
      /** Features of the operator that are on or off. */
      readonly featureGatesMap?: {
        /**
         * Whether it makes a NetworkPolicy for itself. With it the operator does not start unless it
         * may read the addresses of the API server.
         *
         * @default false
         */
        readonly 'operator.networkpolicy'?: boolean;
      } & Record<string, unknown>;
      /** Languages that it injects only when told to. */
      readonly autoInstrumentation?: {
        /** Go. */
        readonly go?: {
          /**
           * Whether, by a privileged sidecar that uses eBPF.
           *
           * @default false
           */
          readonly enabled?: boolean;
        } & Record<string, unknown>;
      } & Record<string, unknown>;
    } & Record<string, unknown>;
    /** How the API server asks it. */
    readonly admissionWebhooks?: {
      /**
       * Goes before the name of the configuration: the API server asks webhooks in the order of names.
       *
       * @default ""
       */
      readonly namePrefix?: string;
      /**
       * What becomes of its own objects while it does not answer. Fail: they are refused, so that none
       * is stored without defaults and unchecked.
       *
       * @default "Fail"
       */
      readonly failurePolicy?: 'Fail' | 'Ignore';
      /** How it is asked about pods. */
      readonly pods?: {
        /**
         * What becomes of pods while it does not answer. Ignore: they start without an agent, and
         * nobody says so. Fail: they do not start.
         *
         * @default "Ignore"
         */
        readonly failurePolicy?: 'Ignore' | 'Fail';
      } & Record<string, unknown>;
      /**
       * How long the API server waits for its answer.
       *
       * @default 5
       */
      readonly timeoutSeconds?: number;
      /** In which namespaces it is asked. */
      readonly namespaceSelector?: {
        /**
         * Everywhere but where Kubernetes itself runs.
         *
         * @default [{"key":"kubernetes.io/metadata.name","operator":"NotIn","values":["kube-system","kube-public","kube-node-lease"]}]
         */
        readonly matchExpressions?: readonly (Readonly<Record<string, unknown>>)[];
      } & Record<string, unknown>;
      /** About which objects it is asked: pods, and its own. */
      readonly objectSelector?: {
        /**
         * All but its own pods, which would otherwise ask for themselves when they start.
         *
         * @default [{"key":"app.kubernetes.io/name","operator":"NotIn","values":["opentelemetry-operator"]}]
         */
        readonly matchExpressions?: readonly (Readonly<Record<string, unknown>>)[];
      } & Record<string, unknown>;
      /** Certificates by cert-manager, which renews them in time. */
      readonly certManager?: {
        /**
         * Whether. Then set autoGenerateCert.enabled to false. What GitOps needs, too.
         *
         * @default false
         */
        readonly enabled?: boolean;
      } & Record<string, unknown>;
      /** A certificate by Helm, made at the installation. Nobody renews it. */
      readonly autoGenerateCert?: {
        /**
         * Whether.
         *
         * @default true
         */
        readonly enabled?: boolean;
        /**
         * Whether each upgrade makes another.
         *
         * @default false
         */
        readonly recreate?: boolean;
        /**
         * How long it holds.
         *
         * @default 3650
         */
        readonly certPeriodDays?: number;
      } & Record<string, unknown>;
    } & Record<string, unknown>;
    /** The definitions of its kinds. */
    readonly crds?: {
      /**
       * Whether they are installed, and upgraded. An uninstallation leaves them.
       *
       * @default true
       */
      readonly create?: boolean;
    } & Record<string, unknown>;
  } & Record<string, unknown>;
  /** How objects of the operator come into the cluster. */
  readonly install?: {
    /**
     * job: a Job waits until the operator takes them, applies them, and removes them before the
     * operator goes. resource: they are objects of the release like any other, in the sync wave after
     * the operator: for GitOps, or where the operator is there already.
     *
     * @default "job"
     */
    readonly mode?: 'job' | 'resource';
    /**
     * How long the Job waits for the operator. Keep it below Helm's --timeout (five minutes), so that
     * the Job says what is the matter, and not Helm that it waited.
     *
     * @default 240
     */
    readonly timeoutSeconds?: number;
    /** The image of the Job: kubectl, and a shell. */
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
       * @default "alpine/kubectl"
       */
      readonly repository?: string;
      /**
       * Its version; the default is the one that is tested.
       *
       * @default "1.34.1"
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
         * Memory. kubectl keeps the objects there, and what the cluster serves.
         *
         * @default "256Mi"
         */
        readonly memory?: string | number;
      };
    };
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
