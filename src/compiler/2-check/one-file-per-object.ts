import type { Problem } from '../../problem';
import type { ChartModel } from '../chart-model';

/** Each object is a file of its own, named after its construct: two of one name would overwrite each other. */
export function oneFilePerObject({ templates }: ChartModel): Problem[] {
  return templates.flatMap(({ file, at }, index) => {
    const first = templates.findIndex(other => other.file === file);
    if (first === index) return [];
    return [
      {
        code: 'one-file-per-object',
        at,
        message: `${file} is already the file of ${templates[first].at}`,
        help: 'give one of the two constructs another id',
      },
    ];
  });
}
