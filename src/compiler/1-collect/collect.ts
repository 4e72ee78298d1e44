import { App, Chart } from 'cdk8s';
import type { ChartDefinition } from '../../values/chart-definition';
import { reify, type Tree } from '../../values/expression';
import { nameByHelm, releaseOf } from '../../values/release';
import type { ChartModel } from '../chart-model';
import { collectTemplates, nodesAsText } from './collect-templates';
import { collectUses } from './collect-uses';

/** Runs the construct's body over references instead of values, and reads back what came of it. */
export function collect(definition: ChartDefinition): ChartModel {
  // Never synthesized, so it writes nothing.
  const app = new App({ resolvers: [nodesAsText] });
  const chart = new Chart(app, definition.name, { disableResourceNameHashes: true });
  nameByHelm(chart);
  const settings = definition.settings.references();
  definition.build(chart, settings as never);

  const templates = collectTemplates(chart);
  const release = releaseOf(chart, settings as never, {
    name: definition.name,
    version: definition.appVersion,
  });
  const notes = definition.notes(settings as never, release).map(reify);
  const rules = definition.settings.rules(settings as never, release).map(reify);
  const objects = templates.flatMap<Tree>(template => [
    ...template.guards,
    'object' in template ? template.object : template.manifestsOf,
  ]);
  return { definition, templates, notes, rules, ...collectUses([...objects, ...notes], rules) };
}
