import { choose } from '../../values/functions';
import { type Agent, type Fixed, joined, type Loader, withoutItems } from './agent';

const list = (name: string, file: string): Loader => ({
  name,
  loadAgent: (agentFolder, before) => joined(':', before, `${agentFolder}${file}` as never),
  loadHook: (_hookFolder, before) => before,
  unload: (agentFolder, _hookFolder, value) => withoutItems(':', value, [`${agentFolder}${file}`]),
});

const fixed = (name: string, value: Fixed['value']): Fixed => ({ name, value });

/**
 * The agent of .NET. It has no variable that copies baggage to spans, and takes code of others only as a compiled
 * plug-in: run_id is on server spans alone, where the collector takes it from the captured header.
 */
export const dotnet: Agent<'dotnet'> = {
  language: 'dotnet',
  image: {
    repository: 'ghcr.io/open-telemetry/opentelemetry-operator/autoinstrumentation-dotnet',
    version: '1.16.0',
  },
  filesInImage: '/autoinstrumentation/.',
  copiedTo: '',
  folder: '/otel-auto-instrumentation-dotnet',
  folderPerContainer: false,
  minimumVersion: '1.8.0',
  protocol: 'http/protobuf',
  port: 4318,
  speaksGrpc: true,
  requests: { cpu: '50m', memory: '128Mi' },
  startSeconds: 10,
  loading: [
    fixed('CORECLR_ENABLE_PROFILING', () => '1'),
    fixed('CORECLR_PROFILER', () => '{918728DD-259F-4A6A-AC2B-B85E1B658318}'),
    fixed(
      'CORECLR_PROFILER_PATH',
      (folder, musl) =>
        `${folder}/${choose(musl, 'linux-musl-x64', 'linux-x64')}/OpenTelemetry.AutoInstrumentation.Native.so`,
    ),
    list('DOTNET_STARTUP_HOOKS', '/net/OpenTelemetry.AutoInstrumentation.StartupHook.dll'),
    list('DOTNET_ADDITIONAL_DEPS', '/AdditionalDeps'),
    fixed('OTEL_DOTNET_AUTO_HOME', folder => folder),
    list('DOTNET_SHARED_STORE', '/store'),
  ],
  loadingComesFirst: false,
  hookFiles: [],
  hookVariables: {},
  captureVariables: { OTEL_DOTNET_AUTO_TRACES_ASPNETCORE_INSTRUMENTATION_CAPTURE_REQUEST_HEADERS: 'baggage' },
};
