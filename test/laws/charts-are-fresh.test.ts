import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { applicationDashboardModule } from '../../dashboards/application';
import { collectorDashboardModule } from '../../dashboards/collector';
import { applicationChart, collectorChart, optInFiles } from '../../src';
import { type ChartDefinition, compileChart, propsInterface } from '../../src/chart';

const REPOSITORY = join(__dirname, '../..');
const CURE = 'run npm run synth and commit charts/, src/constructs/ and examples/opt-in/';

/** What stands in the repository, or the cure where it differs from what the settings give. */
const committed = (path: string, fresh: string) => {
  const file = join(REPOSITORY, path);
  return existsSync(file) && readFileSync(file, 'utf8') === fresh ? 'fresh' : `${path} is not fresh: ${CURE}`;
};

test.each([collectorChart, applicationChart] as never as ChartDefinition[])(
  'charts/$name is what the construct compiles to',
  definition => {
    const files = compileChart(definition);
    const folder = join(REPOSITORY, 'charts', definition.name);
    const all = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(f =>
      statSync(join(folder, f)).isFile(),
    );
    expect(all.sort()).toEqual(Object.keys(files).sort());
    for (const [path, text] of Object.entries(files)) {
      expect(committed(`charts/${definition.name}/${path}`, text)).toBe('fresh');
    }
  },
);

test.each([
  ['botanu-collector', 'BotanuCollectorProps', 'What a `BotanuCollector` is made of.', collectorChart],
  [
    'instrumented-deployment',
    'ApplicationProps',
    'What an `InstrumentedDeployment` is made of, in any language.',
    applicationChart,
  ],
] as const)('the props of %s are its settings', (construct, type, about, { settings }) => {
  const fresh = propsInterface(type, about, settings.schema);
  expect(committed(`src/constructs/${construct}.props.ts`, fresh)).toBe('fresh');
});

test.each([
  ['botanu-collector', collectorDashboardModule],
  ['instrumented-deployment', applicationDashboardModule],
])('the dashboard of %s is what dashboards/ makes', (construct, module) => {
  expect(committed(`src/constructs/${construct}.dashboard.ts`, module())).toBe('fresh');
});

test.each(Object.entries(optInFiles('observability/botanu')))(
  'examples/opt-in/%s is what the generator writes',
  (path, text) => expect(committed(`examples/opt-in/${path}`, text)).toBe('fresh'),
);
