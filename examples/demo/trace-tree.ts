import type { Span } from '../../test/support/otlp-lab';

/** A trace as a tree, each span with its service and its run_id. */
export function traceAsTree(spans: readonly Span[]): string {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const roots = spans.filter(({ parentSpanId }) => !ids.has(parentSpanId));
  const rows = roots.flatMap(root => branch(root, spans, '   '));
  const width = Math.max(...rows.map(({ text }) => text.length)) + 2;
  return rows.map(({ text, runId }) => `${text.padEnd(width)} ${runId ?? '—'}`).join('\n');
}

interface Row {
  readonly text: string;
  readonly runId: string | undefined;
}

function branch(span: Span, spans: readonly Span[], indent: string): Row[] {
  const row = {
    text: `${indent}${span.service}: ${span.name} (${span.kind.toLowerCase()})`,
    runId: span.attributes['botanu.run_id'] as string | undefined,
  };
  const children = spans.filter(({ parentSpanId }) => parentSpanId === span.spanId);
  return [row, ...children.flatMap(child => branch(child, spans, `${indent}   `))];
}
