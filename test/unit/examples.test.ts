import { App, Chart, Testing } from 'cdk8s';
import { StatusPage, type StatusPageProps, statusPageChart } from '../../examples/status-page/status-page';
import { compileChart } from '../../src/chart';

/** A construct that is not ours, as anybody may write one. That its chart renders to these objects is law 4. */
function deployed(props: StatusPageProps = {}) {
  const chart = new Chart(new App(), 'example');
  new StatusPage(chart, 'page', props);
  return Testing.synth(chart);
}

test('in a cdk8s app the construct is plain objects', () => {
  const [deployment, service] = deployed({ replicas: 3, env: { GREETING: 'hello' } });
  expect(deployment.spec.replicas).toBe(3);
  expect(deployment.spec.template.spec.containers[0].env).toEqual([{ name: 'GREETING', value: 'hello' }]);
  expect(service.spec.ports[0].port).toBe(80);
});

test('what is switched off is not there, neither objects nor empty keys', () => {
  const [deployment, ...others] = deployed({ service: { enabled: false } });
  expect(others).toEqual([]);
  expect(deployment.spec.template.spec.containers[0]).not.toHaveProperty('env');
});

test('its own rule holds in a cdk8s app and in its chart', () => {
  const props = { service: { enabled: false, port: 8080 } };
  expect(() => deployed(props)).toThrow(/service\.port: 8080 is the port of the container/);
  expect(compileChart(statusPageChart)['templates/validation.yaml']).toContain(
    '8080 is the port of the container',
  );
});

test('its chart has what a chart has', () => {
  expect(Object.keys(compileChart(statusPageChart)).sort()).toEqual([
    '.helmignore',
    'Chart.yaml',
    'README.md',
    'ci/no-service-values.yaml',
    'templates/NOTES.txt',
    'templates/_helpers.tpl',
    'templates/deployment.yaml',
    'templates/service.yaml',
    'templates/validation.yaml',
    'values.schema.json',
    'values.yaml',
  ]);
});
