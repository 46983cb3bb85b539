import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Item, Operation, Store } from "#core/ports.ts";
import type { Engine } from "#store/engine.ts";
import { type FaultyWire, startFaultyWire } from "#tests/store/faulty/wire.ts";
import { faultsOf, type WireFault } from "#tests/store/faulty/wire-fault.ts";
import { NOON } from "#tests/store/temporary.ts";
import { canBeDisturbed, createTestTable, needsDisturbable, type TestTable } from "./test-table.ts";

const key = { PK: "A", SK: "1" };
const before: Item[] = [{ ...key, GSI1PK: "X", GSI1SK: "1", n: 1, version: 1 }, { PK: "A", SK: "2", n: 1 }, { PK: "A", SK: "3" }];

/** Each changes what is there, so that doing it twice would show or be refused. */
const writes: [name: string, operations: Operation[], after: Item[]][] = [
  ["a put", [{ kind: "put", item: { PK: "A", SK: "0", n: 1 } }], [{ PK: "A", SK: "0", n: 1 }, ...before]],
  ["a put of what must be absent", [{ kind: "put", item: { PK: "A", SK: "0" }, if: { absent: "PK" } }], [{ PK: "A", SK: "0" }, ...before]],
  [
    "a put on a version",
    [{ kind: "put", item: { ...key, version: 2 }, if: { equals: ["version", 1] } }],
    [{ ...key, version: 2 }, ...before.slice(1)],
  ],
  ["an addition", [{ kind: "add", key, amounts: { n: 5 } }], [{ ...key, GSI1PK: "X", GSI1SK: "1", n: 6, version: 1 }, ...before.slice(1)]],
  [
    "an addition that creates",
    [{ kind: "add", key: { PK: "A", SK: "0" }, amounts: { n: 5 }, initial: { m: 1 } }],
    [{ PK: "A", SK: "0", n: 5, m: 1 }, ...before],
  ],
  ["a delete", [{ kind: "delete", key }], before.slice(1)],
  ["a delete of what must be there", [{ kind: "delete", key, if: { exists: "version" } }], before.slice(1)],
  [
    "a transaction",
    [
      { kind: "put", item: { PK: "A", SK: "0" }, if: { absent: "PK" } },
      { kind: "put", item: { ...key, version: 2 }, if: { equals: ["version", 1] } },
      { kind: "add", key: { PK: "A", SK: "2" }, amounts: { n: 1 } },
      { kind: "delete", key: { PK: "A", SK: "3" }, if: { exists: "PK" } },
      { kind: "add", key: { PK: "B", SK: "1" }, amounts: { n: 1 }, initial: {} },
      { kind: "check", key: { PK: "A", SK: "4" }, if: { absent: "PK" } },
    ],
    [{ PK: "A", SK: "0" }, { ...key, version: 2 }, { PK: "A", SK: "2", n: 2 }, { PK: "B", SK: "1", n: 1 }],
  ],
];

/** How a fault is called in the title of a test. */
function nameOf(fault: WireFault): string {
  return [fault.kind, ...Object.values(fault).slice(1)].join(" ");
}

const stalled: WireFault = { kind: "stalled" };
const spoiled = writes.flatMap(([name, operations, after]) => {
  const single = operations.length === 1 && !["add", "check"].includes(operations[0]?.kind ?? "") && !(operations[0]?.kind === "delete" && operations[0].if);
  const faults: WireFault[] = [...(faultsOf[single ? "PutItem" : "TransactWriteItems"] ?? []), { kind: "slow" }, ...(name === "an addition" ? [stalled] : [])];
  return faults.map((fault) => [name, nameOf(fault), operations, fault, after] as const);
});

describe.skipIf(!canBeDisturbed)(`A write whose requests go wrong ${needsDisturbable}`, () => {
  let table: TestTable;
  let wire: FaultyWire;
  /** What happens between two tries. */
  let meanwhile: (() => Promise<unknown>) | null = null;
  let direct: Engine;
  let store: Engine;

  beforeAll(async () => {
    table = await createTestTable();
    wire = await startFaultyWire(table.place.endpoint ?? "");
    direct = await table.open(() => NOON);
    store = await table.open(() => NOON, {
      endpoint: wire.endpoint,
      timeoutMs: 300,
      wait: async () => {
        await meanwhile?.();
        meanwhile = null;
      },
    });
  });
  afterEach(async () => {
    wire.plan(() => null);
    meanwhile = null;
    await table.empty();
  });
  afterAll(async () => {
    store.close();
    direct.close();
    await wire.stop();
    await table.drop();
  });

  /** Spoils the first so many requests. */
  function spoilFirst(count: number, fault: WireFault): void {
    let left = count;
    wire.plan(() => (left-- > 0 ? fault : null));
  }

  test.each(spoiled)("%s is done exactly once when the first tries end in: %s", async (_, __, operations, fault, after) => {
    for (const times of fault.kind === "slow" || fault.kind === "stalled" ? [1] : [1, 3]) {
      await table.empty();
      await direct.putMany(before);
      spoilFirst(times, fault);
      await store.write(operations);
      expect(await everythingIn(direct)).toEqual(after.toSorted(byKey));
    }
  });

  test.each<[string, Operation[]]>([
    ["a put", [{ kind: "put", item: { ...key, version: 2 }, if: { equals: ["version", 7] } }]],
    ["a delete", [{ kind: "delete", key, if: { equals: ["version", 7] } }]],
    ["an addition", [{ kind: "add", key, amounts: { n: 1 }, if: { equals: ["version", 7] } }]],
    ["a transaction", [{ kind: "put", item: { PK: "A", SK: "0" } }, { kind: "check", key, if: { equals: ["version", 7] } }]],
  ])("The refusal of %s is told although its first answer was lost", async (_, operations) => {
    await direct.putMany(before);
    spoilFirst(1, { kind: "lost" });
    await expect(store.write(operations)).rejects.toMatchObject({ code: "condition-failed", payload: { key, item: before[0] } });
    expect(await everythingIn(direct)).toEqual(before);
  });

  test("A put that was done but has been written over before its answer came is refused with what is there now", async () => {
    await direct.putMany(before);
    spoilFirst(1, { kind: "lost" });
    meanwhile = async () => direct.write([{ kind: "put", item: { ...key, version: 3 }, if: { equals: ["version", 2] } }]);
    const write = store.write([{ kind: "put", item: { ...key, version: 2 }, if: { equals: ["version", 1] } }]);
    await expect(write).rejects.toMatchObject({ code: "condition-failed", payload: { item: { ...key, version: 3 } } });
  });

  test("An addition or a transaction that was done is not done again whatever was written since", async () => {
    await direct.putMany(before);
    spoilFirst(1, { kind: "lost" });
    meanwhile = async () => direct.write([{ kind: "delete", key }]);
    await store.write([{ kind: "add", key, amounts: { n: 5 } }]);
    expect(await direct.get(key, { consistent: true })).toBeNull();
    spoilFirst(1, { kind: "failed-after" });
    meanwhile = async () => direct.write([{ kind: "delete", key: { PK: "C", SK: "1" } }]);
    await store.write([{ kind: "put", item: { PK: "C", SK: "1" }, if: { absent: "PK" } }, { kind: "check", key, if: { absent: "PK" } }]);
    expect(await direct.get({ PK: "C", SK: "1" }, { consistent: true })).toBeNull();
  });

  test("An addition under way while its item is deleted, or made, finds its way", async () => {
    const add: Operation = { kind: "add", key, amounts: { n: 5 }, initial: { m: 1 } };
    await direct.putMany(before);
    spoilFirst(1, { kind: "cancelled", reason: "TransactionConflict" });
    meanwhile = async () => direct.write([{ kind: "delete", key }]);
    await store.write([add]);
    expect(await direct.get(key, { consistent: true })).toEqual({ ...key, n: 5, m: 1 });
    await direct.write([{ kind: "delete", key }]);
    let requests = 0;
    wire.plan(() => (++requests === 2 ? { kind: "refused", name: "ThrottlingException" } : null));
    meanwhile = async () => direct.putMany(before);
    await store.write([add]);
    expect(await direct.get(key, { consistent: true })).toMatchObject({ n: 6, version: 1 });
  });
});

async function everythingIn(store: Store & Pick<Engine, "everything">): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of store.everything()) items.push(item);
  return items.toSorted(byKey);
}

function byKey(a: Item, b: Item): number {
  return `${a.PK} ${a.SK}` < `${b.PK} ${b.SK}` ? -1 : 1;
}
