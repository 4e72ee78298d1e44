import type { ChartFiles, ChartModel } from '../chart-model';
import { chartYaml } from './chart-yaml';
import { exampleValues } from './example-values';
import { helmIgnore } from './helm-ignore';
import { helpers } from './helpers';
import { notes } from './notes';
import { readme } from './readme';
import { templates } from './templates';
import { validation } from './validation';
import { valuesSchema } from './values-schema';
import { valuesYaml } from './values-yaml';

/** Every file of the chart. One file of this folder writes one file of the chart, or one kind of file. */
export function emit(model: ChartModel): ChartFiles {
  return {
    'Chart.yaml': chartYaml(model),
    'README.md': readme(model),
    'values.yaml': valuesYaml(model),
    'values.schema.json': valuesSchema(model),
    '.helmignore': helmIgnore(),
    'templates/_helpers.tpl': helpers(model),
    'templates/validation.yaml': validation(model),
    'templates/NOTES.txt': notes(model),
    ...templates(model),
    ...exampleValues(model),
  };
}
