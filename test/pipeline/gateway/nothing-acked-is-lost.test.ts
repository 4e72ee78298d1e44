import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type GatewayLine, type LineOptions, startGatewayLine } from '../../support/gateway-line';
import { type LoadOptions, load } from '../../support/otlp-lab';
import { upstreamConfig } from '../../support/upstream';

jest.setTimeout(300_000);

interface Ledger {
  readonly sent: number;
  readonly acked: number;
  /** Acknowledged to the client of the agent, and never at the backend: counted span by span. */
  readonly lost: number;
  readonly duplicates: number;
}

/** Sends to the agent for a while, has something happen meanwhile, and counts what was acknowledged but never came. */
async function ledger(
  what: string,
  options: LineOptions,
  loadOptions: Partial<LoadOptions>,
  happens: (line: GatewayLine) => Promise<void>,
): Promise<Ledger> {
  const line = await startGatewayLine({ ...options, sink: { countOnly: true } });
  const folder = mkdtempSync(join(tmpdir(), 'botanu-gateway-'));
  try {
    const acked = join(folder, 'acked');
    const shape = { spansPerRequest: 100, connections: 4, rate: 4000, duration: '14s', timeout: '10s' };
    const target = line.agents[0].grpc;
    const [{ sent }] = await Promise.all([
      load({ target, acked, ...shape, ...loadOptions }),
      sleep(4_000).then(() => happens(line)),
    ]);
    const ids = readFileSync(acked, 'utf8').trim().split('\n').filter(Boolean);
    const lost = await whatNeverArrives(line, ids);
    const { duplicates } = await line.sink.stats();
    process.stderr.write(
      `  ${what.padEnd(52)} acked ${ids.length}, lost ${lost}, duplicates ${duplicates}\n`,
    );
    return { sent, acked: ids.length, lost, duplicates };
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await line.stop();
  }
}

async function whatNeverArrives({ sink }: GatewayLine, ids: readonly string[]): Promise<number> {
  for (const deadline = Date.now() + 15_000; ; await sleep(500)) {
    const { missing } = await sink.missing(ids);
    if (missing === 0 || Date.now() > deadline) return missing;
  }
}

const killed = async ({ gateways }: GatewayLine) => {
  await gateways[0].crash();
  await sleep(4_000);
  await gateways[0].crash();
};

test('with the gateway killed twice under load; the control loses', async () => {
  const ours = await ledger('gateway killed twice', {}, {}, killed);
  expect(ours.acked).toBeGreaterThan(10_000);
  expect(ours.lost).toBe(0);

  const control = await ledger(
    "the same, the gateway as upstream's chart has it",
    { gatewayInstead: upstreamConfig },
    {},
    killed,
  );
  expect(control.lost).toBeGreaterThan(0);
});

test('with the backend away, and the gateway killed meanwhile', async () => {
  const result = await ledger(
    'backend away for 8 s, gateway killed meanwhile',
    {},
    { duration: '20s' },
    async ({ sink, gateways }) => {
      await sink.stopListening();
      await sleep(4_000);
      await gateways[0].crash();
      await sleep(4_000);
      await sink.listen();
    },
  );
  expect(result.acked).toBeGreaterThan(10_000);
  expect(result.lost).toBe(0);
});

test('with durable agents, and both killed: what is on the disk of the agent is sent again', async () => {
  const delivery = { mode: 'durable', storage: { type: 'emptyDir' } };
  const result = await ledger(
    'durable: gateway and agent killed',
    { values: { delivery } },
    {},
    async ({ agents, gateways }) => {
      await gateways[0].crash();
      await sleep(2_000);
      await agents[0].crash();
    },
  );
  expect(result.acked).toBeGreaterThan(10_000);
  expect(result.lost).toBe(0);
});

test('a client whose patience ends before the backend is back is told', async () => {
  const result = await ledger(
    'backend away for 8 s, patience 2 s',
    {},
    { giveUp: '2s' },
    async ({ sink }) => {
      await sink.stopListening();
      await sleep(8_000);
      await sink.listen();
    },
  );
  expect(result.sent - result.acked).toBeGreaterThan(0);
  expect(result.lost).toBe(0);
});
