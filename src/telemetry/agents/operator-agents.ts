/**
 * The agents that only the OpenTelemetry operator puts into a pod: beside the process, or into the configuration of a
 * server. None of them knows baggage, so run_id is on no span of theirs unless the application puts it there.
 */
export const operatorAgents = {
  /** A privileged container beside the process, which reads its memory. The operator has it off by default. */
  go: {
    image: {
      repository: 'ghcr.io/open-telemetry/opentelemetry-go-instrumentation/autoinstrumentation-go',
      version: 'v0.23.0',
    },
  },
  apacheHttpd: {
    image: {
      repository: 'ghcr.io/open-telemetry/opentelemetry-operator/autoinstrumentation-apache-httpd',
      version: '1.0.4',
    },
    endpointDirective: 'ApacheModuleOtelExporterEndpoint',
  },
  /** Lies in the same image as that of Apache httpd. The operator has it off by default. */
  nginx: {
    image: {
      repository: 'ghcr.io/open-telemetry/opentelemetry-operator/autoinstrumentation-apache-httpd',
      version: '1.0.4',
    },
    endpointDirective: 'NginxModuleOtelExporterEndpoint',
  },
} as const;
