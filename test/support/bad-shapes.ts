/** Inputs of a shape that no setting has. */
import type { Row } from './bad-inputs';

export const SHAPES: readonly Row[] = [
  ['a key that does not exist', 'replicas', 2, 'unknown-setting', /settings here are exporter, delivery/],
  ['a typo', 'exporter.endpont', 'backend:4317', 'unknown-setting', /did you mean "endpoint"/],
  ['a typo in the case', 'exporter.tls.serverNAME', 'a', 'unknown-setting', /did you mean "serverName"/],
  ['a key that does not exist, deep down', 'exporter.tls.caSecret.file', 'a', 'unknown-setting', /name, key/],
  ['a typo in an entry of a map', 'receivers.zipkin.confg', {}, 'unknown-setting', /did you mean "config"/],
  ['a language without an agent', 'instrumentation.ruby', {}, 'unknown-setting', /settings here are/],
  ['a text for a number', 'otlp.grpc.port', '4317', 'type', /give a whole number/],
  ['a fraction for a whole number', 'otlp.grpc.port', 4317.5, 'type', /give a whole number/],
  ['a number for a text', 'exporter.timeout', 10, 'type', /give a text/],
  ['a text for yes or no', 'exporter.tls.enabled', 'true', 'type', /give true or false/],
  ['a no that YAML 1.2 does not know', 'runId.enabled', 'no', 'type', /give true or false/],
  ['null for a setting', 'exporter.protocol', null, 'choice', /one of these words/],
  ['null for a section', 'exporter.tls', null, 'type', /give a section/],
  ['a list for a map', 'exporter.headers', ['a'], 'type', /give a map/],
  ['a map for a text', 'exporter.timeout', {}, 'type', /give a text/],
  ['a text for a section', 'collector.resources', '512Mi', 'type', /give a section/],
  ['a map for a list', 'collector.tolerations', {}, 'type', /give a list/],
  ['a word in another case', 'exporter.protocol', 'GRPC', 'choice', /one of these words/],
  ['a word that does not exist', 'exporter.compression', 'brotli', 'choice', /one of these words/],
  ['a mode that does not exist', 'delivery.mode', 'async', 'choice', /one of these words/],
  ['port 0', 'otlp.http.port', 0, 'range', /stay within the bounds/],
  ['port 70000', 'otlp.http.port', 70000, 'range', /stay within the bounds/],
  ['fewer than no copies', 'collector.replicas', -1, 'range', /stay within the bounds/],
  ['more than the whole', 'memoryLimiter.limitPercentage', 101, 'range', /stay within the bounds/],
  ['a name of 64 characters', 'fullnameOverride', 'a'.repeat(64), 'range', /stay within the bounds/],
  ['a label of 64 characters', 'commonLabels.team', 'a'.repeat(64), 'range', /stay within the bounds/],
  ['a propagator that does not exist', 'instrumentation.propagators.0', 'w3c', 'choice', /one of these/],
  ['a signal that does not exist', 'exporters.debug.pipelines.0', 'profiles', 'choice', /one of these/],
  ['a toleration that is a text', 'collector.tolerations.0', 'all', 'type', /give a map/],
  ['a Secret without a key', 'exporter.headersFromSecret.x.key', undefined, 'missing', /give a text/],
  ['a variable that is a number', 'collector.extraEnv.GOGC', 80, 'type', /give a text/],
];

/** Items of a list, and what is absent, cannot be written as a path. */
export const SHAPED_BY_HAND: Readonly<Record<string, object>> = {
  'instrumentation.propagators.0': { instrumentation: { propagators: ['w3c'] } },
  'exporters.debug.pipelines.0': { exporters: { debug: { pipelines: ['profiles'] } } },
  'collector.tolerations.0': { collector: { tolerations: ['all'] } },
  'exporter.headersFromSecret.x.key': { exporter: { headersFromSecret: { x: { name: 'backend' } } } },
};
