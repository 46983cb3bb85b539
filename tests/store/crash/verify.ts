import { expect } from "vitest";
import type { Item, Query, Store } from "#core/ports.ts";
import { identityOf } from "#store/keys.ts";
import { eventually } from "#tests/store/contract/eventually.ts";
import { counter, note, partitionOf, states, task } from "./task.ts";

/** What a writer had printed when it was killed. */
export type Acknowledged = { writer: string; numbers: readonly string[] };

/**
 * Proves that what writers left behind, however they ended, is whole: nothing acknowledged lost, nothing half written, no index
 * at odds. `before`: how many tasks other writers have left. Answers how many there are now.
 */
export async function verifyWhole(store: Store, writers: readonly Acknowledged[], before = 0): Promise<number> {
  let tasks = before;
  for (const { writer, numbers } of writers) tasks += await verifyWriter(store, writer, numbers.length);
  expect((await store.get(counter, { consistent: true }))?.["tasks"], "the counter").toBe(tasks);
  return tasks;
}

/** Answers how many tasks there are. One more than acknowledged may be: its writer was killed before it could say so. */
async function verifyWriter(store: Store, writer: string, acknowledged: number): Promise<number> {
  const items = await itemsOf(store, { partition: writer, consistent: true });
  const kept = items.filter(({ SK }) => SK.startsWith("TASK#")).length;
  expect([acknowledged, acknowledged + 1], `${writer} had ${acknowledged} tasks acknowledged`).toContain(kept);
  const numbers = Array.from({ length: kept }, (_, n) => n);
  const expected = numbers.flatMap((n) => [task(writer, n, n === kept - 1 ? "open" : "done"), note(writer, n)]);
  expect(sorted(items), `all of ${writer}'s writes and no half`).toEqual(sorted(expected));

  await eventually(() => inIndexes(store, writer)).toEqual(sorted(items));
  return kept;
}

async function inIndexes(store: Store, writer: string): Promise<Item[]> {
  const byState = await Promise.all(states.map(async (state) => itemsOf(store, { index: "GSI1", partition: partitionOf(writer, state) })));
  return sorted([...byState.flat(), ...(await itemsOf(store, { index: "GSI2", partition: writer }))]);
}

async function itemsOf(store: Store, query: Query): Promise<Item[]> {
  return (await store.query(query)).items;
}

function sorted(items: readonly Item[]): Item[] {
  return items.toSorted((one, other) => (identityOf(one) < identityOf(other) ? -1 : 1));
}
