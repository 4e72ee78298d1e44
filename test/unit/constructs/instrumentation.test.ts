/** What the Instrumentation of an operator stack refuses, and what it is made of. */
import { App, Chart, Testing } from 'cdk8s';
import { OperatorStack } from '../../../src';
import type { OperatorStackProps } from '../../../src/constructs/operator-stack.props';

const NAMES = ['java', 'python', 'nodejs', 'dotnet', 'go', 'apacheHttpd', 'nginx'];

function instrumentation(props: OperatorStackProps = {}) {
  const chart = new Chart(new App(), 'stack', { namespace: 'observability' });
  new OperatorStack(chart, 'stack', props);
  return Testing.synth(chart).find(({ kind }) => kind === 'Instrumentation');
}

test('every language has an image of one version and resources, whatever is asked for', () => {
  for (const spec of [instrumentation().spec, instrumentation({ runId: { enabled: false } }).spec]) {
    for (const language of NAMES) {
      expect(spec[language].image).toMatch(/^ghcr\.io\/.+:v?[0-9]+\.[0-9b]/);
      expect(spec[language][language === 'java' ? 'resources' : 'resourceRequirements'].limits).toEqual({
        cpu: '500m',
        memory: '256Mi',
      });
    }
  }
});

test('the variables of run_id are there exactly as long as it is on', () => {
  const names = (spec: never) =>
    ((spec as { java: { env?: { name: string }[] } }).java.env ?? []).map(({ name }) => name);
  expect(names(instrumentation().spec as never)).toContain(
    'OTEL_JAVA_EXPERIMENTAL_SPAN_ATTRIBUTES_COPY_FROM_BAGGAGE_INCLUDE',
  );
  expect(names(instrumentation({ runId: { enabled: false } }).spec as never)).toEqual([]);
});

test('with the engine policy, or switched off, there is none', () => {
  expect(instrumentation({ engine: 'policy', operator: { enabled: false } })).toBeUndefined();
  expect(instrumentation({ instrumentation: { enabled: false } })).toBeUndefined();
});

test('a registry of the company takes the place of every registry', () => {
  const { spec } = instrumentation({ global: { imageRegistry: 'registry.acme.example' } });
  for (const language of NAMES) expect(spec[language].image).toMatch(/^registry\.acme\.example\//);
});
