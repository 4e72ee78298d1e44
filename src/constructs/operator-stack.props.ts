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
