/** Applications with routes that are quick, slow, broken and absent, under real agents, and somebody who asks them. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { tool } from '../../tools/tool';
import { hookFolder, removeFolder } from './hook-folder';
import { javaClasses } from './java';
import { stopAll } from './processes';
import {
  type Application,
  fastapi,
  flask,
  java,
  javaUnderAgent1,
  nodejs,
  type Service,
  startService,
} from './services';

const APPS = join(__dirname, 'apps');

const python = (application: Application, file: string): Application => ({
  ...application,
  command: async () => ({ program: 'python3', args: [join(APPS, 'python', file)] }),
});

export const flaskShop = python(flask, 'flask_shop.py');
export const fastapiShop = python(fastapi, 'fastapi_shop.py');

export const javaShop: Application = {
  ...java,
  command: async () => ({
    program: 'java',
    args: ['-XX:TieredStopAtLevel=1', '-cp', await javaClasses(join(APPS, 'java', 'Shop.java')), 'Shop'],
  }),
};

/** Under the operator's default agent. */
export const javaShopUnderAgent1: Application = { ...javaShop, agentFolder: javaUnderAgent1.agentFolder };

/** Under the newest agent. */
export const nodeShop: Application = {
  ...nodejs,
  command: async () => ({ program: 'node', args: [join(APPS, 'nodejs', 'shop.js')] }),
  env: async () => ({
    ...(await nodejs.env?.()),
    NODE_PATH: join(await tool('node-apps'), 'node_modules'),
  }),
};

/** Under the agent that is injected unless one says otherwise. */
export const nodeShopAsInjected: Application = { ...nodeShop, agentFolder: () => tool('node-agent-78') };

/** What is asked for in a second, in this order: three orders, and one each of what is slow, broken and absent. */
const PATHS = ['orders/1', 'slow', 'orders/2', 'broken', 'orders/3', 'absent'];

export interface Shop {
  /** Requests that were answered since a time in milliseconds, by the first word of their path. */
  answered(since: number): Record<string, number>;
  stop(): Promise<void>;
}

export interface ShopSettings {
  readonly serviceName: string;
  /** URL of the collector. */
  readonly endpoint: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The run that all requests belong to. */
  readonly runId: string;
  /** Whom orders call. */
  readonly nextUrl: string;
}

/** Starts one process of a shop, and asks it until it is stopped. */
export async function startShop(application: Application, settings: ShopSettings): Promise<Shop> {
  const { serviceName, endpoint, nextUrl, runId } = settings;
  const folder = hookFolder(application.agent.hookFiles);
  let service: Service;
  try {
    service = await startService(application, {
      serviceName,
      endpoint,
      nextUrl,
      hookFolder: folder,
      env: { OTEL_METRICS_EXPORTER: 'otlp', OTEL_METRIC_EXPORT_INTERVAL: '1000', ...settings.env },
    });
  } catch (error) {
    removeFolder(folder);
    throw error;
  }
  const client = askFrom(new URL(service.url).origin, runId);
  return {
    answered: client.answered,
    stop: async () => {
      client.stop();
      await stopAll([service.process], 1000);
      removeFolder(folder);
    },
  };
}

function askFrom(origin: string, runId: string) {
  const answers: { readonly at: number; readonly route: string }[] = [];
  let isAsking = true;
  const ask = async (path: string) => {
    const headers = { baggage: `botanu.run_id=${runId}` };
    const answer = await fetch(`${origin}/${path}`, { headers }).catch(() => undefined);
    await answer?.text();
    answers.push({ at: Date.now(), route: path.split('/')[0] });
  };
  const askAndAsk = async () => {
    for (let turn = 0; isAsking; turn++) {
      void ask(PATHS[turn % PATHS.length]);
      await sleep(1000 / PATHS.length);
    }
  };
  void askAndAsk();
  return {
    answered: (since: number) => {
      const counts: Record<string, number> = {};
      for (const { at, route } of answers) if (at >= since) counts[route] = (counts[route] ?? 0) + 1;
      return counts;
    },
    stop: () => {
      isAsking = false;
    },
  };
}

/** Whom shops call, each under a path of its own: every second call of a shop is refused. */
export async function startPeer(): Promise<{ urlFor(shop: string): string; stop(): void }> {
  const calls: Record<string, number> = {};
  const server: Server = createServer(({ url = '' }, response) => {
    calls[url] = (calls[url] ?? 0) + 1;
    response.writeHead(calls[url] % 2 === 0 ? 503 : 200).end('ok');
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    urlFor: shop => `http://127.0.0.1:${port}/${shop}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
