import type { Instant } from "#core/time.ts";

/** How many of the moments, oldest first, have come by `at`. */
export function countUntil(moments: readonly Instant[], at: Instant): number {
  return countWhile(moments, (moment) => moment <= at);
}

/** How many of the moments, oldest first, came before `at`. */
export function countBefore(moments: readonly Instant[], at: Instant): number {
  return countWhile(moments, (moment) => moment < at);
}

/** How many things at the start of a list hold, where none holds after the first that does not. */
export function countWhile<T>(sorted: readonly T[], holds: (one: T) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const one = sorted[middle];
    if (one !== undefined && holds(one)) low = middle + 1;
    else high = middle;
  }
  return low;
}
