/** The collector chart as a user installs it: from a chart repository, by name. */
import { COLLECTOR_CHART } from '../chart';
import { serveCharts } from '../chart-repository';
import { type HelmVersion, helm, type Outcome, valuesFile } from '../helm';
import type { Client } from './client';

export interface Installation {
  /** @default 'botanu-collector' */
  readonly name?: string;
  readonly namespace: string;
  readonly values: object;
  /** Folder or archive of another chart. @default - the collector's, as it compiles now */
  readonly chart?: string;
  readonly args?: readonly string[];
}

/** `helm repo add`, then a command of Helm on `botanu/collector`, which waits until all is ready. */
export async function fromRepository(
  client: Client,
  version: HelmVersion,
  command: 'install' | 'upgrade',
  { name = 'botanu-collector', namespace, values, chart = COLLECTOR_CHART, args = [] }: Installation,
): Promise<Outcome> {
  const repository = await serveCharts(version, [chart]);
  try {
    const added = await helm(version, ['repo', 'add', 'botanu', repository.url, '--force-update']);
    if (added.code !== 0) throw new Error(added.stderr);
    const common = [
      command,
      name,
      'botanu/collector',
      '--namespace',
      namespace,
      '--wait',
      // Long, because many updates at once on a busy machine take a minute.
      '--timeout',
      '180s',
    ];
    return await client.helm(version, [...common, '--values', '-', ...args], valuesFile(values));
  } finally {
    await repository.stop();
  }
}

/** Installs, and gives what Helm printed, notes included. A refusal or a warning is a failure. */
export async function installFromRepository(
  client: Client,
  version: HelmVersion,
  installation: Installation,
): Promise<string> {
  const { code, stdout, stderr } = await fromRepository(client, version, 'install', installation);
  if (code !== 0 || /warning/i.test(stderr)) throw new Error(`${version} install:\n${stderr}`);
  return stdout;
}
