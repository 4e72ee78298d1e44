import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse, parseAllDocuments } from 'yaml';
import { tool } from '../../tools/tool';
import type { CollectorConfiguration } from './collector-process';

export const COLLECTOR_CHART = join(__dirname, '../../charts/collector');
export const APPLICATION_CHART = join(__dirname, '../../charts/instrumented-app');
export const OPERATOR_STACK_CHART = join(__dirname, '../../charts/operator-stack');
const execute = promisify(execFile);

/** The pods of a release: what applications send to, and what may stand between that and the backend. */
export type Pods = 'agents' | 'gateway';
const NAMES = { agents: 'botanu-collector', gateway: 'botanu-collector-gateway' };
const WORKLOADS = ['DaemonSet', 'Deployment', 'StatefulSet'];

/** The configuration that the chart makes of values, rendered by Helm. */
export async function renderedConfig(values: object, pods: Pods = 'agents'): Promise<CollectorConfiguration> {
  const configMap = (await rendered(values)).find(
    ({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === NAMES[pods],
  );
  return parse(configMap?.data['collector.yaml'], { version: '1.1' });
}

/** What the chart has kubelet give the collector's process, besides its configuration. */
export async function renderedPod(
  values: object,
  pods: Pods = 'agents',
): Promise<{
  /** Variables whose values stand in the pod. */
  readonly env: Record<string, string>;
  /** From SIGTERM to SIGKILL. */
  readonly graceSeconds: number;
}> {
  const workload = (await rendered(values)).find(
    ({ kind, metadata }) => WORKLOADS.includes(kind) && metadata.name === NAMES[pods],
  );
  const { containers, terminationGracePeriodSeconds } = workload?.spec.template.spec;
  const variables: { name: string; value?: string }[] = containers[0].env;
  return {
    env: Object.fromEntries(
      variables.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])),
    ),
    graceSeconds: terminationGracePeriodSeconds,
  };
}

async function rendered(values: object): Promise<CollectorConfiguration[]> {
  const { stdout } = await helm('helm3', 'template', values);
  return parseAllDocuments(stdout).flatMap(document => document.toJS() ?? []);
}

/** What the chart says after an installation. Helm 3 would ask a cluster for that, even for a dry run. */
export async function renderedNotes(values: object): Promise<string> {
  const { stdout } = await helm('helm4', 'install', values, '--dry-run=client');
  return stdout.slice(stdout.indexOf('NOTES:'));
}

async function helm(version: 'helm3' | 'helm4', command: string, values: object, ...flags: string[]) {
  const given = Object.entries(values).flatMap(([key, value]) => [
    '--set-json',
    `${key}=${JSON.stringify(value)}`,
  ]);
  const args = [command, 'botanu', COLLECTOR_CHART, '--namespace', 'observability', ...given, ...flags];
  return execute(await tool(version), args, { maxBuffer: 1e8 });
}

/** The variables of the application's environment that the notes print, word by word. */
export async function environmentFromNotes(values: object): Promise<Record<string, string>> {
  const notes = await renderedNotes(values);
  const block = /^ {2}env:\n((?: {4}.*\n)+)/m.exec(notes);
  if (!block) throw new Error(`there is no env block in the notes:\n${notes}`);
  const variables: { name: string; value: string }[] = parse(`env:\n${block[1]}`).env;
  return Object.fromEntries(variables.map(({ name, value }) => [name, value]));
}
