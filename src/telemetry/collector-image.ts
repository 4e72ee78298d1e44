/** The collector whose configuration we write: the k8s distribution is the smallest official one that holds all that is used. */
export const COLLECTOR_IMAGE = {
  registry: 'ghcr.io',
  repository: 'open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-k8s',
  /** The version that the tests run. */
  tag: '0.160.0',
} as const;
