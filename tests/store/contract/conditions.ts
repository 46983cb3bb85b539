import { expect, test } from "vitest";
import type { Condition, Item } from "#core/ports.ts";
import { accepted, type Stores } from "./stores.ts";

export function conditionContract({ filled }: Stores): void {
  const item: Item = {
    PK: "A",
    SK: "1",
    status: "active",
    version: 3,
    none: null,
    list: [1, { a: 1, b: [2] }],
    high: "\u{1F600}",
  };
  const cases: [Condition, holds: boolean, onAbsent: boolean][] = [
    [{ exists: "status" }, true, false],
    [{ exists: "none" }, true, false],
    [{ exists: "toString" }, false, false],
    [{ absent: "missing" }, true, true],
    [{ absent: "status" }, false, true],
    [{ equals: ["version", 3] }, true, false],
    [{ equals: ["version", "3"] }, false, false],
    [{ equals: ["none", null] }, true, false],
    [{ equals: ["missing", null] }, false, false],
    [{ equals: ["list", [1, { b: [2], a: 1 }]] }, true, false],
    [{ equals: ["list", [1, { b: [2], a: 1, c: 1 }]] }, false, false],
    [{ equals: ["list", { 0: 1 }] }, false, false],
    [{ less: ["version", 4] }, true, false],
    [{ less: ["version", 3] }, false, false],
    [{ less: ["version", "4"] }, false, false],
    [{ less: ["missing", 4] }, false, false],
    [{ atMost: ["version", 3] }, true, false],
    [{ atMost: ["version", 2] }, false, false],
    [{ atMost: ["none", 2] }, false, false],
    [{ less: ["status", "b"] }, true, false],
    // By UTF-8 bytes U+1F600 comes after U+FFFF, by UTF-16 units before it.
    [{ less: ["high", "\uffff"] }, false, false],
    [{ oneOf: ["status", ["paused", "active"]] }, true, false],
    [{ oneOf: ["status", ["paused"]] }, false, false],
    [{ not: { equals: ["missing", 1] } }, true, true],
    [{ and: [{ exists: "status" }, { less: ["version", 9] }] }, true, false],
    [{ and: [{ exists: "status" }, { less: ["version", 1] }] }, false, false],
    [{ or: [{ absent: "status" }, { equals: ["version", 3] }] }, true, true],
    [{ or: [{ equals: ["status", "paused"] }, { equals: ["version", 4] }] }, false, false],
  ];

  test.each(cases)("%j is %s of an item and %s of none, as a condition and as a filter", async (condition, expected, onAbsent) => {
    const store = await filled([item]);
    expect(await accepted(store, { kind: "check", key: item, if: condition })).toBe(expected);
    expect(await accepted(store, { kind: "check", key: { PK: "A", SK: "none" }, if: condition })).toBe(onAbsent);
    expect((await store.query({ partition: "A", filter: condition, consistent: true })).items).toHaveLength(expected ? 1 : 0);
  });

  test.each([
    { and: [] },
    { or: [] },
    { oneOf: ["a", []] },
    { not: { and: [] } },
    { equals: ["a", Number.NaN] },
    { exists: "" },
    { absent: "__proto__" },
    { or: [{ less: ["writeToken", "x"] }] },
    { and: Array.from({ length: 101 }, () => ({ exists: "a" })) },
    { and: Array.from({ length: 51 }, () => ({ not: { exists: "a" } })) },
  ] satisfies Condition[])("%j is refused", async (condition) => {
    const store = await filled([item]);
    const invalid = { code: "invalid" };
    await expect(store.write([{ kind: "delete", key: item, if: condition }])).rejects.toMatchObject(invalid);
    await expect(store.query({ partition: "A", filter: condition })).rejects.toMatchObject(invalid);
  });

  test("The longest condition is taken, with and without negations", async () => {
    const store = await filled([item]);
    const negated: Condition = { and: Array.from({ length: 50 }, (_, n) => ({ not: { exists: `attribute${n}` } })) };
    for (const condition of [negated, { and: Array.from({ length: 100 }, (_, n) => ({ absent: `attribute${n}` })) }]) {
      expect(await accepted(store, { kind: "check", key: item, if: condition })).toBe(true);
      expect((await store.query({ partition: "A", filter: condition, consistent: true })).items).toHaveLength(1);
    }
  });

  test("A failed condition shows the item as it is, or that there is none", async () => {
    const store = await filled([item]);
    await expect(store.write([{ kind: "delete", key: item, if: { absent: "PK" } }])).rejects.toMatchObject({
      code: "condition-failed",
      retry: false,
      payload: { key: { PK: "A", SK: "1" }, item },
    });
    await expect(store.write([{ kind: "delete", key: { PK: "A", SK: "2" }, if: { exists: "PK" } }])).rejects.toMatchObject({
      code: "condition-failed",
      payload: { item: null },
    });
  });
}
