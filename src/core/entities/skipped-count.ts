// Apart from the schema, so that the page can use it without loading schemas.
import type { Skipped } from "./checkpoint.ts";

/** How many things a list of them stands for. */
export function countSkipped(skipped: readonly Skipped[]): number {
  return skipped.reduce((sum, one) => sum + (one.count ?? 1), 0);
}
