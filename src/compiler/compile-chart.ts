import type { z } from 'zod';
import type { ChartDefinition } from '../values/chart-definition';
import { collect } from './1-collect/collect';
import { check } from './2-check/check';
import { emit } from './3-emit/emit';
import type { ChartFiles } from './chart-model';

/** Compiles a construct into a Helm chart. Pure: the same definition gives the same text. */
export function compileChart<S extends z.ZodType>(definition: ChartDefinition<S>): ChartFiles {
  const model = collect(definition as unknown as ChartDefinition);
  check(model);
  return emit(model);
}
