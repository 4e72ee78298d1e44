/** Our charts as a user installs them: from a chart repository, by name. */
import { APPLICATION_CHART, COLLECTOR_CHART } from '../chart';
import { serveCharts } from '../chart-repository';
import { type HelmVersion, helm, type Outcome, valuesFile } from '../helm';
import { operatorStackChart } from '../operator-chart';
import type { Client } from './client';

const CHARTS = {
  collector: async () => COLLECTOR_CHART,
  'instrumented-app': async () => APPLICATION_CHART,
  // With the chart that it depends on.
  'operator-stack': operatorStackChart,
};

export interface Installation {
  /** Name of the chart in the repository. @default 'collector' */
  readonly of?: keyof typeof CHARTS;
  /** @default 'botanu-collector' */
  readonly name?: string;
  readonly namespace: string;
  readonly values: object;
  /** Folder or archive of another version of it. @default - as it compiles now */
  readonly chart?: string;
  /** Whether Helm waits until all is ready. @default true */
  readonly waits?: boolean;
  readonly args?: readonly string[];
}

/** `helm repo add`, then a command of Helm on the chart. */
export async function fromRepository(
  client: Client,
  version: HelmVersion,
  command: 'install' | 'upgrade',
  installation: Installation,
): Promise<Outcome> {
  const {
    of = 'collector',
    name = 'botanu-collector',
    namespace,
    values,
    waits = true,
    args = [],
  } = installation;
  const repository = await serveCharts(version, [installation.chart ?? (await CHARTS[of]())]);
  try {
    const added = await helm(version, ['repo', 'add', 'botanu', repository.url, '--force-update']);
    if (added.code !== 0) throw new Error(added.stderr);
    const common = [
      command,
      name,
      `botanu/${of}`,
      '--namespace',
      namespace,
      ...(waits ? ['--wait'] : []),
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
