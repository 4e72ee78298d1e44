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
    /**
     * Language of pods that ask for nothing themselves; empty: they stay as they are. For the
     * policies: the operator reads an annotation of the Namespace,
     * instrumentation.opentelemetry.io/inject-<language>, which is to be set besides.
     *
     * @default ""
     */
    readonly inject?: '' | 'python' | 'java' | 'nodejs';
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
