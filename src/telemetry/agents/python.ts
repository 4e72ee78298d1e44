import { PYTHON_HOOK } from '../hooks';
import { type Agent, joined } from './agent';

export const python: Agent = {
  language: 'python',
  image: {
    repository: 'ghcr.io/open-telemetry/opentelemetry-operator/autoinstrumentation-python',
    version: '0.60b1',
  },
  filesInImage: '/autoinstrumentation/.',
  folder: '/otel-auto-instrumentation-python',

  // The oldest that was run with the hook; the newest was 0.66b1.
  minimumVersion: '0.30b1',

  // The image has no gRPC exporter, because that would be bound to one version of Python.
  protocol: 'http/protobuf',
  port: 4318,

  loader: 'PYTHONPATH',
  loadAgent: (agentFolder, before) =>
    joined(':', `${agentFolder}/opentelemetry/instrumentation/auto_instrumentation`, before, agentFolder),
  loadHook: (hookFolder, before) => joined(':', before, hookFolder),

  hookFiles: PYTHON_HOOK,
  hookVariables: {},
  captureVariables: { OTEL_INSTRUMENTATION_HTTP_CAPTURE_HEADERS_SERVER_REQUEST: 'baggage' },
};
