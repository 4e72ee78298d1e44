/** The cdk8s app behind `npm run synth`: the charts in charts/, the props of the constructs, examples/opt-in/, and manifests in dist/. */
// Before the constructs, which read it.
import './dashboards/write';
import { App, Chart } from 'cdk8s';
import {
  applicationChart,
  BotanuCollector,
  collectorChart,
  InstrumentedDeployment,
  operatorStackChart,
  optInFiles,
} from './src';
import { compileChart, propsInterface, writeChart, writeFile } from './src/chart';

for (const chart of [collectorChart, applicationChart, operatorStackChart])
  writeChart(compileChart(chart as never), `charts/${chart.name}`);
writeFile(
  'src/constructs/botanu-collector.props.ts',
  propsInterface(
    'BotanuCollectorProps',
    'What a `BotanuCollector` is made of.',
    collectorChart.settings.schema,
  ),
);
writeFile(
  'src/constructs/instrumented-deployment.props.ts',
  propsInterface(
    'ApplicationProps',
    'What an `InstrumentedDeployment` is made of, in any language.',
    applicationChart.settings.schema,
  ),
);
writeFile(
  'src/constructs/operator-stack.props.ts',
  propsInterface(
    'OperatorStackProps',
    'What an `OperatorStack` is made of.',
    operatorStackChart.settings.schema,
  ),
);
for (const [path, text] of Object.entries(optInFiles('observability/botanu')))
  writeFile(`examples/opt-in/${path}`, text);

const app = new App({ outdir: process.env.CDK8S_OUTDIR ?? 'dist' });
const collector = new Chart(app, 'collector', { namespace: 'observability' });
new BotanuCollector(collector, 'collector', { exporter: { endpoint: 'backend:4317' } });
const shop = new Chart(app, 'shop', { namespace: 'shop' });
new InstrumentedDeployment(shop, 'orders', {
  image: { repository: 'acme/order-service', tag: '2.1.0' },
  language: 'python',
});
app.synth();
