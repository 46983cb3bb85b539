import type { Item } from "#core/ports.ts";
import { same } from "#store/evaluate.ts";
import { itemSize } from "#store/item-size.ts";
import { writeUnits } from "#store/meter.ts";
import { table } from "#store/table.ts";

/** What writing an item itself costs: the larger of what was and what is. Twice that inside a transaction. */
export function itemUnits(before: Item | null, after: Item | null): number {
  return Math.max(units(before), units(after), 1);
}

/** What keeping the indexes costs: one write where an entry comes, goes or changes, two where its key does. */
export function indexUnits(before: Item | null, after: Item | null): number {
  let sum = 0;
  for (const index of Object.values(table.indexes)) {
    const was = before !== null && Object.hasOwn(before, index.partitionKey) ? before : null;
    const is = after !== null && Object.hasOwn(after, index.partitionKey) ? after : null;
    const moved = was?.[index.partitionKey] !== is?.[index.partitionKey] || was?.[index.sortKey] !== is?.[index.sortKey];
    if (moved) sum += units(was) + units(is);
    else if (!same(was, is)) sum += Math.max(units(was), units(is));
  }
  return sum;
}

function units(item: Item | null): number {
  return item === null ? 0 : writeUnits(itemSize(item));
}
