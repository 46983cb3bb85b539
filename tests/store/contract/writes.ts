import { expect, test } from "vitest";
import type { Item, Json, Operation } from "#core/ports.ts";
import { NOON } from "#tests/store/temporary.ts";
import { eventually } from "./eventually.ts";
import { accepted, type Stores } from "./stores.ts";

export function writeContract({ opened, filled }: Stores): void {
  test("A write is whole or nothing: one failed condition undoes puts, adds and deletes", async () => {
    const before: Item[] = [{ PK: "A", SK: "1", n: 1 }, { PK: "A", SK: "2", n: 1 }, { PK: "A", SK: "3", n: 1 }];
    const store = await filled(before);
    const write = store.write([
      { kind: "put", item: { PK: "A", SK: "0" } },
      { kind: "put", item: { PK: "A", SK: "1", n: 2 } },
      { kind: "add", key: { PK: "A", SK: "2" }, amounts: { n: 1 } },
      { kind: "delete", key: { PK: "A", SK: "3" } },
      { kind: "check", key: { PK: "A", SK: "4" }, if: { exists: "PK" } },
    ]);
    await expect(write).rejects.toMatchObject({ code: "condition-failed", payload: { key: { PK: "A", SK: "4" } } });
    expect((await store.query({ partition: "A", consistent: true })).items).toEqual(before);
  });

  test("A hundred operations are done together", async () => {
    const store = await opened();
    await store.write(Array.from({ length: 100 }, (_, n): Operation => ({ kind: "put", item: { PK: `${n}`, SK: "1", GSI1PK: "X", GSI1SK: "1" } })));
    await eventually(async () => (await store.query({ index: "GSI1", partition: "X" })).items).toHaveLength(100);
  });

  test("Adding to an item that is not there fails, unless it says what to start from", async () => {
    const store = await opened();
    const key = { PK: "A", SK: "1" };
    await expect(store.write([{ kind: "add", key, amounts: { n: 2 } }])).rejects.toMatchObject({ code: "condition-failed", payload: { item: null } });
    expect(await store.get(key, { consistent: true })).toBeNull();
    const operation: Operation = { kind: "add", key, amounts: { n: 2 }, initial: { kind: "counter", GSI1PK: "X", GSI1SK: "1" } };
    await store.write([operation]);
    await store.write([{ ...operation, amounts: { n: -5, other: 1 } }]);
    expect(await store.get(key, { consistent: true })).toEqual({ ...key, GSI1PK: "X", GSI1SK: "1", kind: "counter", n: -3, other: 1 });
  });

  test("Fifty amounts are added at once", async () => {
    const store = await opened();
    const amounts = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`n${n}`, n]));
    const operation: Operation = { kind: "add", key: { PK: "A", SK: "1" }, amounts, initial: {} };
    await store.write([operation]);
    await store.write([operation]);
    expect(await store.get({ PK: "A", SK: "1" }, { consistent: true })).toMatchObject({ n0: 0, n49: 98 });
  });

  test.each<[string, Json, number]>([
    ["text", "1", 1],
    ["nothing", null, 1],
    ["the largest whole number", Number.MAX_SAFE_INTEGER, 1],
    ["the smallest whole number", -Number.MAX_SAFE_INTEGER, -1],
  ])("Adding to %s is refused, alone and among others", async (_, n, amount) => {
    const before: Item[] = [{ PK: "A", SK: "1", n }];
    const store = await filled(before);
    const add: Operation = { kind: "add", key: { PK: "A", SK: "1" }, amounts: { n: amount } };
    await expect(store.write([add])).rejects.toMatchObject({ code: "invalid" });
    await expect(store.write([{ kind: "put", item: { PK: "A", SK: "2" } }, add])).rejects.toMatchObject({ code: "invalid" });
    expect((await store.query({ partition: "A", consistent: true })).items).toEqual(before);
  });

  test("More than 4 MB at once is refused", async () => {
    const store = await opened();
    const large = Array.from({ length: 11 }, (_, n): Operation => ({ kind: "put", item: { PK: "A", SK: `${n}`, text: "x".repeat(400_000) } }));
    await expect(store.write(large)).rejects.toMatchObject({ code: "item-too-large" });
    await store.write(large.slice(1));
    expect((await store.query({ partition: "A", consistent: true })).items).toHaveLength(10);
  });

  test("Sixty-four additions at once under a ceiling lose none and never cross it", async () => {
    const store = await filled([{ PK: "A", SK: "1", spent: 0 }]);
    const spend: Operation = { kind: "add", key: { PK: "A", SK: "1" }, amounts: { spent: 7 }, if: { atMost: ["spent", 100 - 7] } };
    const done = await Promise.all(Array.from({ length: 64 }, () => accepted(store, spend)));
    expect(done.filter(Boolean)).toHaveLength(14);
    expect(await store.get({ PK: "A", SK: "1" }, { consistent: true })).toMatchObject({ spent: 98 });
  });

  test("Deleting what is not there is no error", async () => {
    const store = await filled([{ PK: "A", SK: "1", GSI1PK: "X", GSI1SK: "1" }]);
    await store.write([{ kind: "delete", key: { PK: "A", SK: "1" } }]);
    await store.write([{ kind: "delete", key: { PK: "A", SK: "1" } }]);
    expect(await store.get({ PK: "A", SK: "1" }, { consistent: true })).toBeNull();
    await eventually(async () => (await store.query({ index: "GSI1", partition: "X" })).items).toEqual([]);
  });

  const put = (item: Record<string, unknown>): Operation => ({ kind: "put", item: { PK: "A", SK: "1", ...item } });
  const key = { PK: "A", SK: "1" };
  test.each<[string, Operation[]]>([
    ["no operation", []],
    ["more than a hundred operations", Array.from({ length: 101 }, (_, n) => put({ SK: `${n}` }))],
    ["two operations on one item", [put({}), { kind: "check", key, if: { exists: "PK" } }]],
    ["an empty partition key", [put({ PK: "" })]],
    ["a sort key that is no text", [put({ SK: 1 })]],
    ["a sort key of more than 1024 bytes", [put({ SK: "é".repeat(513) })]],
    ["a key with half a surrogate pair", [{ kind: "delete", key: { PK: "A", SK: "\ud83d" } }]],
    ["one index attribute without the other", [put({ GSI1PK: "X" })]],
    ["an empty index attribute", [put({ GSI2PK: "X", GSI2SK: "" })]],
    ["an index attribute that is undefined", [put({ GSI1PK: undefined, GSI1SK: undefined })]],
    ["an undefined attribute", [put({ a: undefined })]],
    ["an undefined value deep inside", [put({ a: [{ b: undefined }] })]],
    ["a number that is not finite", [put({ a: { b: [Number.POSITIVE_INFINITY] } })]],
    ["a date object", [put({ a: new Date(0) })]],
    ["a list with a hole", [put({ a: new Array(1) })]],
    ["an attribute without a name", [put({ "": 1 })]],
    ["an attribute called __proto__", [put(Object.fromEntries([["__proto__", 1]]))]],
    ["a member called __proto__", [put({ a: [Object.fromEntries([["__proto__", 1]])] })]],
    ["a member without a name", [put({ a: { "": 1 } })]],
    ["a member constructor with a name", [put({ a: [{ constructor: { name: "Set" } }] })]],
    ["more than fifty amounts", [{ kind: "add", key, amounts: Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`n${n}`, 1])) }]],
    ["a name of more than 255 bytes", [put({ ["é".repeat(128)]: 1 })]],
    ["the engine's own attribute", [put({ writeToken: "1" })]],
    ["text with half a surrogate pair", [put({ a: { b: ["\ud83d"] } })]],
    ["a number no engine can reach", [put({ a: 1e126 })]],
    ["a number too small for any engine", [put({ a: -1e-130 })]],
    ["nesting without end", [put({ a: nested(33) })]],
    ["a TTL in milliseconds", [put({ TTL: Date.parse(NOON) })]],
    ["a TTL that is not whole", [put({ TTL: 1.5 })]],
    ["an addition of nothing", [{ kind: "add", key, amounts: {} }]],
    ["an addition of a fraction", [{ kind: "add", key, amounts: { n: 0.5 } }]],
    ["an addition to a key attribute", [{ kind: "add", key, amounts: { GSI1SK: 1 } }]],
    ["an addition to what it starts from", [{ kind: "add", key, amounts: { n: 1 }, initial: { n: 1 } }]],
  ])("A write with %s is refused before anything is written", async (_, operations) => {
    const store = await opened();
    const whole = operations.length > 1 ? operations : [...operations, put({ SK: "other" })];
    await expect(store.write(operations.length === 0 ? [] : whole)).rejects.toMatchObject({ code: "invalid" });
    expect((await store.query({ partition: "A", consistent: true })).items).toEqual([]);
  });

  test("The same item twice among many puts is refused", async () => {
    const store = await opened();
    await expect(store.putMany([key, key])).rejects.toMatchObject({ code: "invalid" });
    expect(await store.get(key, { consistent: true })).toBeNull();
  });
}

function nested(depth: number): Json {
  return depth === 0 ? [] : [nested(depth - 1)];
}
