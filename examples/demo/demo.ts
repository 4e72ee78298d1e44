/**
 * `npm run demo`: one business run through two small services, and what becomes of its run_id: once through the
 * collector configuration of the well-known guide, once through ours. Everything runs on this machine, and ends by itself.
 */
import { environmentFromNotes, renderedConfig } from '../../test/support/chart';
import { type CollectorConfiguration, startCollector } from '../../test/support/collector-process';
import { guideConfig } from '../../test/support/guide';
import { hookFolder, removeFolder } from '../../test/support/hook-folder';
import { type Sink, startSink } from '../../test/support/otlp-lab';
import { newRunId } from '../../test/support/run-ids';
import { type Application, flask, nodejs } from '../../test/support/services';
import { startTwoServices } from '../../test/support/two-services';
import { missing } from '../../tools/tool';
import { traceAsTree } from './trace-tree';

const TOOLS = ['helm3', 'helm4', 'otelcol', 'otlp-lab', 'python-agent', 'python-apps', 'node-agent'] as const;

async function main(): Promise<void> {
  const reason = await missing(TOOLS);
  if (reason) throw new Error(`the demo cannot run: ${reason}`);

  say(
    'A Node.js service calls a Python service. Neither knows of run_id; the request brings it in its baggage.',
  );
  const sink = await startSink();
  try {
    const exporter = { endpoint: sink.grpc, tls: { enabled: false } };
    const runId = newRunId();
    say(`\nThe run: ${runId}`);
    say('\n1. The configuration of the guide: attributes, from_context: baggage\n');
    await show(sink, guideConfig(sink.grpc), runId, undefined);

    const values = { exporter };
    say('\n2. The chart: its configuration, the variables of its notes, the files of its ConfigMap\n');
    await show(sink, await renderedConfig(values), runId, await environmentFromNotes(values));
  } finally {
    await sink.stop();
  }
  say('\nWhy the first does nothing, and how the second works: docs/run-id.md');
}

/** One run through both services and a collector, printed as the backend got it. */
async function show(
  sink: Sink,
  configuration: CollectorConfiguration,
  runId: string,
  fromNotes: Record<string, string> | undefined,
): Promise<void> {
  const collector = await startCollector(configuration);
  const folders = new Map([nodejs, flask].map(({ name, agent }) => [name, hookFolder(agent.hookFiles)]));
  const variables = fromNotes && { ...fromNotes, OTEL_EXPORTER_OTLP_ENDPOINT: collector.http };
  const settings = ({ name }: Application) => ({ hookFolder: variables && folders.get(name), variables });
  const services = await startTwoServices(sink, nodejs, flask, settings, collector.http);
  try {
    const spans = await services.run({ baggage: `botanu.run_id=${runId},botanu.workflow=refund` });
    const carrying = spans.filter(span => span.attributes['botanu.run_id'] === runId);
    say(traceAsTree(spans));
    say(`\n   ${carrying.length} of ${spans.length} spans carry the run.`);
  } finally {
    await services.stop();
    await collector.stop();
    for (const folder of folders.values()) removeFolder(folder);
  }
}

const say = (line: string) => process.stdout.write(`${line}\n`);

main().catch(error => {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
});
