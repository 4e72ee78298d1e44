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
  /** What agents are told. */
  readonly instrumentation?: {
    /**
     * Where they send.
     *
     * @default "http://botanu-collector.observability:4318"
     */
    readonly endpoint?: string;
    /**
     * How context travels between services. run_id travels in baggage.
     *
     * @default ["tracecontext","baggage"]
     */
    readonly propagators?: readonly ('tracecontext' | 'baggage' | 'b3' | 'b3multi' | 'jaeger' | 'xray' | 'ottrace')[];
    /** Which traces. */
    readonly sampler?: {
      /**
       * Kind.
       *
       * @default "parentbased_always_on"
       */
      readonly type?: 'parentbased_always_on' | 'parentbased_traceidratio' | 'always_on' | 'always_off' | 'traceidratio' | 'parentbased_always_off';
      /**
       * Argument.
       *
       * @default ""
       */
      readonly argument?: string;
    };
    /**
     * Attributes.
     *
     * @default {}
     */
    readonly resourceAttributes?: Readonly<Record<string, string>>;
    /** The agent. */
    readonly python?: {
      /**
       * Whether it is there.
       *
       * @default true
       */
      readonly enabled?: boolean;
      /** Its image. */
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
         * v
         *
         * @default "0.60b1"
         */
        readonly tag?: string;
        /**
         * d
         *
         * @default ""
         */
        readonly digest?: string;
      };
      /**
       * Further variables.
       *
       * @default {}
       */
      readonly env?: Readonly<Record<string, string>>;
    };
    /** The agent. */
    readonly java?: {
      /**
       * Whether it is there.
       *
       * @default true
       */
      readonly enabled?: boolean;
      /** Its image. */
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
         * v
         *
         * @default "2.28.1"
         */
        readonly tag?: string;
        /**
         * d
         *
         * @default ""
         */
        readonly digest?: string;
      };
      /**
       * Further variables.
       *
       * @default {}
       */
      readonly env?: Readonly<Record<string, string>>;
    };
    /** The agent. */
    readonly nodejs?: {
      /**
       * Whether it is there.
       *
       * @default true
       */
      readonly enabled?: boolean;
      /** Its image. */
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
         * v
         *
         * @default "0.78.0"
         */
        readonly tag?: string;
        /**
         * d
         *
         * @default ""
         */
        readonly digest?: string;
      };
      /**
       * Further variables.
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
