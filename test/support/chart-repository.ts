import { copyFileSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { type HelmVersion, helm } from './helm';
import { temporaryFolder } from './temporary-folder';

/** A chart repository on loopback, as `helm repo add` wants it. */
export interface ChartRepository {
  readonly url: string;
  stop(): Promise<void>;
}

/** Packages charts, makes the index, and serves both. */
export async function serveCharts(version: HelmVersion, charts: readonly string[]): Promise<ChartRepository> {
  const folder = temporaryFolder();
  for (const chart of charts) {
    if (chart.endsWith('.tgz')) copyFileSync(chart, join(folder, basename(chart)));
    else await succeed(version, ['package', chart, '-d', folder]);
  }
  await succeed(version, ['repo', 'index', folder]);
  const server = createServer((request, response) => {
    try {
      response.end(readFileSync(join(folder, basename(request.url ?? ''))));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop: () => closed(server) };
}

async function succeed(version: HelmVersion, args: readonly string[]): Promise<void> {
  const { code, stderr } = await helm(version, args);
  if (code !== 0) throw new Error(`${version} ${args.join(' ')}:\n${stderr}`);
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise(resolve => server.close(() => resolve()));
}
