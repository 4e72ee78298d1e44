import { median, medianInterval } from '../statistics';
import type { Figures } from './measure';
import { SUBJECTS, VARIANTS } from './subjects';

/** By language and variant. */
export interface Results {
  readonly figures: Map<string, readonly Figures[]>;
  readonly spans: ReadonlyMap<string, number>;
}

interface Column {
  readonly head: string;
  readonly digits: number;
  readonly of: (figures: Figures) => number;
}

const COLUMNS: readonly Column[] = [
  { head: 'start s', digits: 2, of: ({ start }) => start.seconds },
  { head: 'at half a core s', digits: 2, of: ({ startAtHalfCore }) => startAtHalfCore },
  { head: 'start CPU-s', digits: 2, of: ({ start }) => start.processorSeconds },
  { head: 'CPU-ms a request', digits: 2, of: ({ processorMsPerRequest }) => processorMsPerRequest },
  { head: 'p50 ms', digits: 2, of: ({ p50 }) => p50 },
  { head: 'p99 ms', digits: 1, of: ({ p99 }) => p99 },
  { head: 'RSS MiB', digits: 0, of: ({ residentMiB }) => residentMiB },
];

export function printTables({ figures, spans }: Results): void {
  const of = (language: string, variant: string) => figures.get(`${language} ${variant}`) ?? [];
  print(
    ['copied', 'files', 'MiB', 's at half a core'],
    SUBJECTS.map(({ language, files }) => {
      // The two variants copy the same.
      const copies = VARIANTS.flatMap(variant => of(language, variant)).flatMap(({ copied }) => copied ?? []);
      const [first] = copies;
      const seconds = estimate(
        copies.map(copy => copy.seconds),
        2,
      );
      return [`${language}: ${files}`, `${first.files}`, first.MiB.toFixed(0), seconds];
    }),
  );
  print(
    ['', ...COLUMNS.map(({ head }) => head), 'spans a request'],
    SUBJECTS.flatMap(({ language }) =>
      VARIANTS.map(variant => [
        `${language}, ${variant}`,
        ...COLUMNS.map(({ of: value, digits }) => estimate(of(language, variant).map(value), digits)),
        `${spans.get(`${language} ${variant}`)}`,
      ]),
    ),
  );
  print(
    ['added, round by round', ...COLUMNS.map(({ head }) => head), 'CPU a request, ratio'],
    SUBJECTS.flatMap(({ language }) =>
      VARIANTS.slice(1).map((variant, before) => {
        const [with_, without] = [of(language, variant), of(language, VARIANTS[before])];
        const paired = (value: (figures: Figures) => number, compare: (a: number, b: number) => number) =>
          with_.map((figure, round) => compare(value(figure), value(without[round])));
        return [
          `${language}, by the ${before === 0 ? 'agent' : 'hook'}`,
          ...COLUMNS.map(({ of: value, digits }) =>
            estimate(
              paired(value, (a, b) => a - b),
              digits,
            ),
          ),
          estimate(
            paired(
              ({ processorMsPerRequest }) => processorMsPerRequest,
              (a, b) => a / b,
            ),
            2,
          ),
        ];
      }),
    ),
  );
}

/** Median, with the interval that holds it with 95 % certainty: `1.21 (1.15 to 1.30)`. */
function estimate(values: readonly number[], digits: number): string {
  if (values.some(Number.isNaN)) return '–';
  const interval = medianInterval(values);
  const middle = rounded(median(values), digits);
  return interval ? `${middle} (${interval.map(end => rounded(end, digits)).join(' to ')})` : middle;
}

/** Without the sign of what is rounded to nothing. */
const rounded = (value: number, digits: number) => value.toFixed(digits).replace(/^-([0.]+)$/, '$1');

function print(heads: readonly string[], rows: readonly (readonly string[])[]): void {
  process.stdout.write(`\n| ${heads.join(' | ')} |\n|${heads.map(() => '---|').join('')}\n`);
  for (const row of rows) process.stdout.write(`| ${row.join(' | ')} |\n`);
}
