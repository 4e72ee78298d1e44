import { NODEJS_HOOK } from '../hooks';
import type { Agent } from './agent';

export const nodejs: Agent<'nodejs'> = {
  language: 'nodejs',
  image: {
    repository: 'ghcr.io/open-telemetry/opentelemetry-operator/autoinstrumentation-nodejs',
    version: '0.78.0',
  },
  filesInImage: '/autoinstrumentation/.',
  copiedTo: '',
  folder: '/otel-auto-instrumentation-nodejs',
  folderPerContainer: false,

  // The oldest that was run with the hook; the newest was 0.82.0. The hook itself needs the API 1.x, and no more.
  minimumVersion: '0.49.2',

  protocol: 'http/protobuf',
  port: 4318,
  speaksGrpc: true,
  requests: { cpu: '50m', memory: '128Mi' },
  startSeconds: 5,

  // The space stands even where nothing stands before it: so the operator writes it.
  loading: [
    {
      name: 'NODE_OPTIONS',
      loadAgent: (agentFolder, before) =>
        `${before} --require ${agentFolder}/autoinstrumentation.js` as never,
      loadHook: (hookFolder, before) => `${before} --require ${hookFolder}/botanu-baggage.cjs` as never,
      unload: (agentFolder, hookFolder, value) =>
        value
          .replace(` --require ${hookFolder}/botanu-baggage.cjs`, '')
          .replace(` --require ${agentFolder}/autoinstrumentation.js`, ''),
    },
  ],
  loadingComesFirst: false,

  hookFiles: NODEJS_HOOK,
  hookVariables: {},

  // The agent captures request headers by code only: there is no variable.
  captureVariables: {},
};
