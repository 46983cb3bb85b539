/**
 * The nearest-rank percentile: the smallest value with at least `percent` % of all values at or below it.
 * It is always one of the values. `sorted` is ascending and not empty.
 */
export function nearestRank(sorted: ArrayLike<number>, percent: number): number {
  const rank = Math.max(1, Math.ceil((percent / 100) * sorted.length));
  const value = sorted[rank - 1];
  if (value === undefined) throw new RangeError("a percentile needs at least one value");
  return value;
}
