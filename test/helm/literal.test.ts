import type { Construct } from 'constructs';
import { parse } from 'yaml';
import { BotanuCollector, collectorChart } from '../../src';
import { NASTY } from '../support/generated-values';
import { chartFolder, forAll, HELMS, installed, objectOf } from '../support/helm';
import { bothSides } from '../support/law-four';

const chart = chartFolder(collectorChart as never);
const base = { exporter: { endpoint: 'backend:4317' } };

describe.each(HELMS)('%s', version => {
  test('a text is never code: it comes out as it went in, wherever free text is legal', async () => {
    const found = await forAll(NASTY, async text => {
      const objects = await installed(version, chart, {
        ...base,
        collector: {
          podAnnotations: { 'example.com/note': text },
          extraEnv: { NOTE: text },
          extraContainers: { other: { image: 'example.com/a:1', args: [text] } },
        },
        service: { annotations: { note: text } },
        extraManifests: { note: { apiVersion: 'v1', kind: 'Note', metadata: { name: 'n' }, data: { text } } },
      });
      const { metadata, spec } = objectOf(objects, 'DaemonSet').spec.template;
      const [collector, other] = spec.containers;
      return [
        metadata.annotations['example.com/note'],
        collector.env.find((variable: { name: string }) => variable.name === 'NOTE').value,
        other.args[0],
        objectOf(objects, 'Service/botanu-collector').metadata.annotations?.note,
        objectOf(objects, 'Note').data.text,
      ].every(out => out === text);
    });
    expect(NASTY.filter((_, index) => !found[index])).toEqual([]);
  }, 60_000);

  test('template language and dollars in a header reach the collector as they are', async () => {
    const value = '{{ .Values.exporter }} ${env:HOME} $1';
    const objects = await installed(version, chart, {
      exporter: { ...base.exporter, headers: { note: value } },
    });
    const config = parse(objectOf(objects, 'ConfigMap/botanu-collector').data['collector.yaml']);
    // The collector reads two dollars as one, and expands nothing that begins with them.
    expect(config.exporters.otlp_grpc.headers.note).toBe('{{ .Values.exporter }} $${env:HOME} $$1');
  });
});

test('the same text is the same in a cdk8s app', async () => {
  const subject = {
    chart,
    build: (scope: Construct, values: never) => new BotanuCollector(scope, 'c', values),
  };
  const { helm, tree } = await bothSides('helm4', subject, {
    ...base,
    collector: { extraEnv: { NOTE: '{{x}}\na: b' } },
  });
  expect(tree).toEqual(helm);
});
