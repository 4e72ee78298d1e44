import { stringify } from 'yaml';
import type { ChartFiles, ChartModel } from '../chart-model';
import { wrapped } from './wrapped';

/** Sets of values that show uses, under the folder where chart-testing looks for what to install. */
export function exampleValues({ definition: { examples } }: ChartModel): ChartFiles {
  return Object.fromEntries(
    Object.entries(examples).map(([name, { about, values }]) => [
      `ci/${name}-values.yaml`,
      `${wrapped(about, 96)
        .map(line => `# ${line}\n`)
        .join('')}${stringify(values, { version: '1.1', lineWidth: 0 })}`,
    ]),
  );
}
