import { RUN_ID_KEYS } from '../run-id';
import type { Agent } from './agent';

export const java: Agent<'java'> = {
  language: 'java',
  image: {
    repository: 'ghcr.io/open-telemetry/opentelemetry-operator/autoinstrumentation-java',
    version: '2.28.1',
  },
  filesInImage: '/javaagent.jar',
  copiedTo: '/javaagent.jar',
  folder: '/otel-auto-instrumentation-java',
  folderPerContainer: true,

  // The first with the baggage processor. The operator's own default is 1.33.6, where the variable is unknown.
  minimumVersion: '2.7.0',

  protocol: 'http/protobuf',
  port: 4318,
  speaksGrpc: true,
  requests: { cpu: '50m', memory: '64Mi' },
  startSeconds: 25,

  // The space stands even where nothing stands before it: so the operator writes it.
  loading: [
    {
      name: 'JAVA_TOOL_OPTIONS',
      loadAgent: (agentFolder, before) => `${before} -javaagent:${agentFolder}/javaagent.jar` as never,
      loadHook: (_hookFolder, before) => before,
      unload: (agentFolder, _hookFolder, value) =>
        value.replace(` -javaagent:${agentFolder}/javaagent.jar`, ''),
    },
  ],
  loadingComesFirst: false,

  hookFiles: [],

  // Key by key: agents before 2.28.1 know no wildcard, and a wildcard would also copy keys that nobody knows.
  hookVariables: { OTEL_JAVA_EXPERIMENTAL_SPAN_ATTRIBUTES_COPY_FROM_BAGGAGE_INCLUDE: RUN_ID_KEYS.join(',') },
  captureVariables: { OTEL_INSTRUMENTATION_HTTP_SERVER_CAPTURE_REQUEST_HEADERS: 'baggage' },
};
