export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Median, with the smallest and the largest: `1.21 (1.15 to 1.30)`. */
export function spread(values: readonly number[]): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return `${median(values).toFixed(2)} (${least.toFixed(2)} to ${most.toFixed(2)})`;
}

/**
 * The values between which the true median lies with 95 % certainty, by the sign test, which supposes nothing about
 * the noise. Fewer than six values cannot tell.
 */
export function medianInterval(values: readonly number[]): readonly [number, number] | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const count = sorted.length;
  let rank = 0;
  // How many ways there are to have `rank` values below the median, and how likely it is to have no more.
  for (let ways = 1, tail = 2 ** -count; 2 * tail <= 0.05; tail += ways * 2 ** -count) {
    rank += 1;
    ways *= (count - rank + 1) / rank;
  }
  return rank === 0 ? undefined : [sorted[rank - 1], sorted[count - rank]];
}

/** How long a piece of work takes, by the wall clock. */
export function seconds(work: () => void): number {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e9;
}
