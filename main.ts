/** The cdk8s app behind `npm run synth`: the charts in charts/, and plain manifests in dist/. */
import { App, Chart } from 'cdk8s';
import { BotanuCollector, collectorChart } from './src';
import { compileChart, writeChart } from './src/chart';

for (const definition of [collectorChart]) {
  writeChart(compileChart(definition), `charts/${definition.name}`);
}

const app = new App({ outdir: process.env.CDK8S_OUTDIR ?? 'dist' });
const collector = new Chart(app, 'collector', { namespace: 'observability' });
new BotanuCollector(collector, 'collector', { exporter: { endpoint: 'backend:4317' } });
app.synth();
