/** What is said of agents after the installation of the operator stack: how pods ask for one, and what is to be restarted. */
import { whatToRestart } from '../instrument/restarts';
import { when } from '../values/expression';
import { equals } from '../values/functions';
import type { Release } from '../values/release';
import { hookConfigMapName } from './operator-stack.names';
import type { OperatorStackSettings } from './operator-stack.values';

type Lines = (string | undefined)[];

export function instrumentationNotes(
  { engine, instrumentation: { enabled, name } }: OperatorStackSettings,
  release: Release,
): Lines {
  const byOperator = equals(engine as never, 'operator');
  return [
    when(
      enabled,
      lines([
        '',
        'Pods ask for an agent in the pod template of their workload, not on the metadata of the workload itself:',
        '',
        '  annotations:',
        `    instrumentation.opentelemetry.io/inject-python: ${release.namespace}/${name}`,
        when(
          byOperator,
          lines([
            '',
            'Or java, nodejs, dotnet, apache-httpd. For go and nginx the operator needs --enable-go-instrumentation=true,',
            'respectively --enable-nginx-instrumentation=true; without, it leaves such pods as they are.',
          ]),
          lines(['', 'Or java, nodejs; or the label botanu.ai/inject with the language.']),
        ),
        '',
        'Agents come into pods when these are made. This lists the workloads of which a pod asks for one that it has not:',
        '',
        when(
          byOperator,
          lines(whatToRestart({ engine: 'operator' })),
          lines(whatToRestart({ engine: 'policy', configMap: hookConfigMapName(release) as never })),
        ),
        '',
        'Restart them: kubectl --namespace <namespace> rollout restart <kind>/<name>. Jobs are to be made anew.',
      ]),
    ),
  ];
}

/** Several lines that stand or fall together. */
const lines = (all: readonly (string | undefined)[]) => all as never as string;
