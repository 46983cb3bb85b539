import { expect, test } from "vitest";
import type { Item, Store } from "#core/ports.ts";
import { eventually } from "./eventually.ts";
import type { Stores } from "./stores.ts";

export function usageContract({ opened, filled }: Stores): void {
  test("Many are put 25 at a time and got 100 at a time; nothing asks for nothing", async () => {
    const items = Array.from({ length: 205 }, (_, n): Item => ({ PK: "A", SK: `${n}` }));
    const store = await opened();
    await store.putMany([]);
    await store.getMany([]);
    expect(store.usage().requests).toBe(0);
    await store.putMany(items);
    await store.getMany([...items, { PK: "A", SK: "none" }, { PK: "A", SK: "0" }]);
    expect(store.usage().byOperation).toMatchObject({ putMany: { requests: 9 }, getMany: { requests: 3 } });
  });

  const text = "x".repeat(5000);
  const plain: Item = { PK: "A", SK: "1", text };
  const indexed: Item = { ...plain, SK: "2", GSI1PK: "X", GSI1SK: "1" };

  test.each<[string, (store: Store) => Promise<unknown>, { readUnits?: number; writeUnits?: number }]>([
    ["A get of half a unit per 4 KB", (store) => store.get(plain), { readUnits: 1 }],
    ["A consistent get of one unit per 4 KB", (store) => store.get(plain, { consistent: true }), { readUnits: 2 }],
    ["A get of nothing", (store) => store.get({ PK: "A", SK: "none" }), { readUnits: 0.5 }],
    ["A get of many, each rounded up,", (store) => store.getMany([plain, indexed, { PK: "A", SK: "none" }]), { readUnits: 2.5 }],
    ["A query, its sum rounded up,", (store) => store.query({ partition: "A" }), { readUnits: 1.5 }],
    ["A consistent query", (store) => store.query({ partition: "A", consistent: true }), { readUnits: 3 }],
    ["A consistent get of many", (store) => store.getMany([plain, { PK: "A", SK: "none" }], { consistent: true }), { readUnits: 3 }],
    ["An addition, which is a transaction,", (store) => store.write([{ kind: "add", key: plain, amounts: { n: 1 } }]), { writeUnits: 10 }],
    ["A put of one unit per KB", (store) => store.write([{ kind: "put", item: { PK: "B", SK: "1", text } }]), { writeUnits: 5 }],
    ["A smaller put over a larger item", (store) => store.write([{ kind: "put", item: { PK: "A", SK: "1" } }]), { writeUnits: 5 }],
    ["A put of a new item in an index", (store) => store.write([{ kind: "put", item: { ...indexed, SK: "3" } }]), { writeUnits: 10 }],
    ["A put that moves in its index", (store) => store.write([{ kind: "put", item: { ...indexed, GSI1SK: "2" } }]), { writeUnits: 15 }],
    ["A put that changes nothing an index holds", (store) => store.write([{ kind: "put", item: indexed }]), { writeUnits: 5 }],
    ["A delete from an index", (store) => store.write([{ kind: "delete", key: indexed }]), { writeUnits: 10 }],
    [
      "A transaction at twice the units of its items",
      (store) => store.write([{ kind: "put", item: plain }, { kind: "check", key: indexed, if: { exists: "PK" } }]),
      { writeUnits: 20 },
    ],
    ["A put of many", (store) => store.putMany([{ PK: "B", SK: "1" }, { PK: "B", SK: "2", text }]), { writeUnits: 6 }],
  ])("%s is counted as DynamoDB would", async (_, act, expected) => {
    const store = await filled([plain, indexed]);
    await eventually(async () => store.getMany([plain, indexed])).toHaveLength(2);
    const before = store.usage();
    await act(store);
    const after = store.usage();
    expect(after.requests - before.requests).toBe(1);
    expect(after.readUnits - before.readUnits).toBe(expected.readUnits ?? 0);
    expect(after.writeUnits - before.writeUnits).toBe(expected.writeUnits ?? 0);
  });
}
