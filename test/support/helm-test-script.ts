/** The script of `helm test`, run outside a cluster by a real BusyBox, as the pod that the chart renders would run it. */
import { join } from 'node:path';
import { tool } from '../../tools/tool';
import { COLLECTOR_CHART } from './chart';
import { installed, type Outcome, objectOf, run } from './helm';
import { temporaryFolder } from './temporary-folder';

/** Stands for the name server of a cluster; the words are those of BusyBox. A function is found before a program. */
const NSLOOKUP =
  'nslookup() { printf "Server: 10.96.0.10\\nAddress: 10.96.0.10:53\\n\\nName: %s\\nAddress: 127.0.0.1\\n" "$1"; }';

/** Where the collector of the test is, in place of a Service. */
export interface Addresses {
  readonly http: string;
  readonly metrics: string;
}

/** Runs the script with the variables that the chart gives it; only addresses and patience are replaced. */
export async function runHelmTest(values: object, { http, metrics }: Addresses): Promise<Outcome> {
  const pod = objectOf(await installed('helm3', COLLECTOR_CHART, values), 'Pod');
  const [{ command, env }] = pod.spec.containers;
  const [shell, dashC, script] = command;
  const given = Object.fromEntries(env.map(({ name, value }: Record<string, string>) => [name, value]));
  const busyBox = join(await tool('debian-node'), 'bin/busybox');
  const around = `cd ${temporaryFolder()}\n${NSLOOKUP}\n`;
  return run(busyBox, [shell, dashC, around + script], '', {
    ...given,
    // Nothing but the applets of BusyBox.
    PATH: temporaryFolder(),
    COLLECTOR: '127.0.0.1',
    ...(given.HTTP_PORT ? { HTTP_PORT: new URL(http).port } : {}),
    METRICS_PORT: new URL(metrics).port,
    PATIENCE: '4',
  });
}
