/** The cdk8s app behind `npm run synth`: the charts in charts/, the props of the constructs, and manifests in dist/. */
// Before the constructs, which read it.
import './dashboards/write';
import { App, Chart } from 'cdk8s';
import { BotanuCollector, collectorChart } from './src';
import { compileChart, propsInterface, writeChart, writeFile } from './src/chart';

writeChart(compileChart(collectorChart), 'charts/collector');
writeFile(
  'src/constructs/botanu-collector.props.ts',
  propsInterface(
    'BotanuCollectorProps',
    'What a `BotanuCollector` is made of.',
    collectorChart.settings.schema,
  ),
);

const app = new App({ outdir: process.env.CDK8S_OUTDIR ?? 'dist' });
const collector = new Chart(app, 'collector', { namespace: 'observability' });
new BotanuCollector(collector, 'collector', { exporter: { endpoint: 'backend:4317' } });
app.synth();
