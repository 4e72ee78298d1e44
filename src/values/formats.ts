/** The forms that Kubernetes, OpenTelemetry and HTTP ask of a text. Sources are named where they are not obvious. */
import type { Format } from './definition';

/** RFC 1035 label, the strictest of Kubernetes' names: a Service must be one. */
export const DNS_LABEL: Format = {
  pattern: '^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$',
  help: 'use lower case letters, digits and "-", beginning with a letter, at most 63, for example botanu-collector',
};

/** Unlike other labels, it may begin with a digit. */
export const NAMESPACE: Format = {
  pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$',
  help: 'use lower case letters, digits and "-", at most 63, for example shop',
};

/** RFC 1123 subdomain: names of Secrets, ConfigMaps, classes. */
export const DNS_SUBDOMAIN: Format = {
  pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?([.][a-z0-9]([-a-z0-9]*[a-z0-9])?)*$',
  help: 'use lower case letters, digits, "-" and ".", for example backend-token',
};

/** A key in the data of a Secret or ConfigMap. */
export const DATA_KEY: Format = {
  pattern: '^[.]?[-_a-zA-Z0-9][-._a-zA-Z0-9]*$',
  help: 'use letters, digits, "-", "_" and ".", not beginning with two dots, for example ca.crt',
};

/** `prefix/name`, the prefix being a DNS name: labels and annotations. */
export const LABEL_NAME: Format = {
  pattern:
    '^([a-z0-9]([-a-z0-9]*[a-z0-9])?([.][a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$',
  help: 'write name or prefix/name: letters, digits, "-", "_", ".", the name at most 63, for example example.com/team',
};

export const LABEL_VALUE: Format = {
  pattern: '^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$',
  help: 'use letters, digits, "-", "_", ".", at most 63, beginning and ending with a letter or digit',
};

export const ENVIRONMENT_NAME: Format = {
  pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
  help: 'use letters, digits and "_", not beginning with a digit, for example GOGC',
};

/** `resource.Quantity` for memory. */
export const MEMORY: Format = {
  pattern: '^[0-9]+([.][0-9]+)?(Ki|Mi|Gi|Ti|k|M|G|T)?$',
  help: 'write a number with a unit of Kubernetes, for example 512Mi or 1.5Gi',
};

/** `resource.Quantity` for processor time. */
export const PROCESSOR: Format = {
  pattern: '^([0-9]+m|[0-9]+([.][0-9]+)?)?$',
  help: 'write cores or thousandths of a core, for example 500m or 2',
};

/** Go's `time.ParseDuration`, without the fractions that nobody needs, nor what it cannot count. */
export const DURATION: Format = {
  pattern: '^([0-9]{1,9}ms|[0-9]{1,6}[smh])+$',
  help: 'write a number and a unit: ms, s, m or h, for example 10s or 1m30s',
};

/** A duration of Prometheus: each unit once, the largest first. */
export const PROMETHEUS_DURATION: Format = {
  pattern: '^([0-9]{1,4}h)?([0-9]{1,4}m)?([0-9]{1,6}s)?([0-9]{1,6}ms)?$',
  help: 'write a number and a unit, the largest unit first, for example 30s or 1m30s',
};

/** The name of a label of Prometheus. */
export const PROMETHEUS_LABEL: Format = {
  pattern: '^[a-zA-Z_][a-zA-Z0-9_]*$',
  help: 'use letters, digits and "_", not beginning with a digit, for example team',
};

/** The address of a page. */
export const PAGE: Format = {
  pattern: '^https?://[^ \t\r\n#]+$',
  help: 'write a whole address without "#", for example https://runbooks.example.com/alerts.md',
};

/** A path of HTTP, without a question. */
export const URL_PATH: Format = {
  pattern: "^/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*$",
  help: 'write a path that begins with "/", without spaces, "?" and "#", for example /health/ready',
};

/** A host name of an Ingress or HTTPRoute; the first label may be a star. */
export const HOST_NAME: Format = {
  pattern: '^([*][.])?[a-z0-9]([-a-z0-9]*[a-z0-9])?([.][a-z0-9]([-a-z0-9]*[a-z0-9])?)*$',
  help: 'use lower case letters, digits, "-" and ".", for example orders.example.com or *.example.com',
};

/** The name of a header, as HTTP and gRPC both take it. */
export const HEADER_NAME: Format = {
  pattern: '^[A-Za-z0-9_-]{1,128}$',
  help: 'use letters, digits, "-" and "_", for example X-Scope-OrgID',
};

/** A header's value holds no control character: one could start another header. */
export const HEADER_VALUE: Format = {
  pattern: '^[ -~]+$',
  help: 'use one line of printable ASCII',
};

/** `type` or `type/name`, as the collector names its components. */
export const COMPONENT_ID: Format = {
  pattern: '^[a-zA-Z][a-zA-Z0-9_]{0,62}(/[-a-zA-Z0-9_.]{1,63})?$',
  help: 'write type or type/name as the collector does, for example debug or otlp_grpc/second',
};

export const IMAGE_REPOSITORY: Format = {
  pattern: '^[a-z0-9]+([._-]+[a-z0-9]+)*(/[a-z0-9]+([._-]+[a-z0-9]+)*)*$',
  help: 'write lower case path parts with "/" between them, without registry, tag or digest',
};

export const IMAGE_REGISTRY: Format = {
  pattern: '^[a-zA-Z0-9]([-a-zA-Z0-9.]*[a-zA-Z0-9])?(:[0-9]{1,5})?(/[a-z0-9]+([._-]+[a-z0-9]+)*)*$',
  help: 'write a host, with port and path where needed, without scheme, for example registry.example.com:5000/mirror',
};

export const IMAGE_TAG: Format = {
  pattern: '^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$',
  help: 'write a version, for example 0.160.0',
};

export const IMAGE_DIGEST: Format = {
  pattern: '^sha256:[0-9a-f]{64}$',
  help: 'write sha256: and 64 hexadecimal digits, as printed by your registry',
};

/** RFC 1123 label: volumes, containers. */
export const VOLUME_NAME: Format = {
  pattern: '^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$',
  help: 'use lower case letters, digits and "-", at most 63, for example company-ca',
};

/** A folder, whole. */
export const MOUNT_PATH: Format = {
  pattern: '^/[^:\n]*$',
  help: 'write a whole path, for example /etc/company',
};

/** IANA service name, as Kubernetes takes it for ports. */
export const PORT_NAME: Format = {
  pattern: '^[a-z]([-a-z0-9]{0,13}[a-z0-9])?$',
  help: 'use lower case letters, digits and "-", beginning with a letter, at most 15, for example zipkin',
};

/** Any text but for one character, with which Helm's YAML drops the whole map that holds it. */
export const WITHOUT_DELETE: Format = {
  pattern: '^[^\\x7f]*$',
  help: 'take the character U+007F (delete) out',
};

/** Semantic conventions: names are dotted words. */
export const ATTRIBUTE_NAME: Format = {
  pattern: '^[A-Za-z][A-Za-z0-9._-]*$',
  help: 'write a name like deployment.environment.name',
};

/** Of OTEL_RESOURCE_ATTRIBUTES: agents drop the whole list where one value has another character. */
export const ATTRIBUTE_VALUE: Format = {
  pattern: "^[-!#$%&'()*+./0-9:<>?@A-Z^_`a-z{|}~\\[\\]]+$",
  help: 'use printable ASCII without spaces, commas, semicolons, "=", quotes and backslashes; write others in percent code, for example %20 for a space',
};

export const OTLP_URL: Format = {
  pattern:
    '^https?://([A-Za-z0-9_]([-A-Za-z0-9_.]*[A-Za-z0-9_.])?|\\[[0-9a-fA-F:.]+\\])(:[0-9]{1,5})?(/[^ \t\r\n]*)?$',
  help: 'write a URL with a port, for example http://botanu-collector.observability:4318',
};
