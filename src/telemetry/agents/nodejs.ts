import { NODEJS_HOOK } from '../hooks';
import { type Agent, joined } from './agent';

export const nodejs: Agent = {
  language: 'nodejs',
  image: {
    repository: 'ghcr.io/open-telemetry/opentelemetry-operator/autoinstrumentation-nodejs',
    version: '0.78.0',
  },
  filesInImage: '/autoinstrumentation/.',
  folder: '/otel-auto-instrumentation-nodejs',

  // The oldest that was run with the hook; the newest was 0.82.0. The hook itself needs the API 1.x, and no more.
  minimumVersion: '0.49.2',

  protocol: 'http/protobuf',
  port: 4318,

  loader: 'NODE_OPTIONS',
  loadAgent: (agentFolder, before) => joined(' ', before, `--require ${agentFolder}/autoinstrumentation.js`),
  loadHook: (hookFolder, before) => joined(' ', before, `--require ${hookFolder}/botanu-baggage.cjs`),

  hookFiles: NODEJS_HOOK,
  hookVariables: {},

  // The agent captures request headers by code only: there is no variable.
  captureVariables: {},
};
