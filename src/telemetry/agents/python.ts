import { PYTHON_HOOK } from '../hooks';
import { type Agent, joined, type Text, withoutItems } from './agent';

const startsIn = (agentFolder: Text) => `${agentFolder}/opentelemetry/instrumentation/auto_instrumentation`;

export const python: Agent<'python'> = {
  language: 'python',
  image: {
    repository: 'ghcr.io/open-telemetry/opentelemetry-operator/autoinstrumentation-python',
    version: '0.60b1',
  },
  filesInImage: '/autoinstrumentation/.',
  filesForMusl: '/autoinstrumentation-musl/.',
  copiedTo: '',
  folder: '/otel-auto-instrumentation-python',
  folderPerContainer: false,

  // The oldest that was run with the hook; the newest was 0.66b1.
  minimumVersion: '0.30b1',

  // The image has no gRPC exporter, because that would be bound to one version of Python.
  protocol: 'http/protobuf',
  port: 4318,
  speaksGrpc: false,
  requests: { cpu: '50m', memory: '64Mi' },
  startSeconds: 5,

  loading: [
    {
      name: 'PYTHONPATH',
      loadAgent: (agentFolder, before) => joined(':', startsIn(agentFolder) as never, before, agentFolder),
      loadHook: (hookFolder, before) => joined(':', before, hookFolder),
      unload: (agentFolder, hookFolder, value) =>
        withoutItems(':', value, [startsIn(agentFolder as never), agentFolder, hookFolder]),
    },
  ],
  loadingComesFirst: true,

  hookFiles: PYTHON_HOOK,
  hookVariables: {},
  captureVariables: { OTEL_INSTRUMENTATION_HTTP_CAPTURE_HEADERS_SERVER_REQUEST: 'baggage' },
};
