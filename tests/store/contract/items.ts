import { expect, test } from "vitest";
import type { Item } from "#core/ports.ts";
import { MAX_ITEM_BYTES } from "#store/item-size.ts";
import { NOON } from "#tests/store/temporary.ts";
import { eventually } from "./eventually.ts";
import type { Stores } from "./stores.ts";

export function itemContract({ opened, filled }: Stores): void {
  test("An item comes back as it was put, whatever its text and names", async () => {
    const item: Item = {
      PK: "PROJECT#1",
      SK: "ISSUE#\u0000\u202e\u200b😀",
      GSI1PK: "STATUS#active",
      GSI1SK: "2015",
      GSI2PK: "é",
      GSI2SK: "￿",
      TTL: Date.parse(NOON) / 1000 + 1,
      data: "a name the engine might use itself",
      constructor: "own",
      text: "\u0000 \u202eright-to-left \ud83d\ude00 '; DROP TABLE items; --",
      empty: "",
      nothing: null,
      numbers: [0, -1.5, 0.1, 1e21, -1e125, 1e-129, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER + 7],
      nested: { list: [{ deep: [true, false, null] }], toString: 1, constructor: "own" },
    };
    const store = await filled([item]);
    const read = await store.get(item, { consistent: true });
    expect(new Map(Object.entries(read ?? {}))).toEqual(new Map(Object.entries(item)));
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  });

  test("An item that is not there is null", async () => {
    expect(await (await opened()).get({ PK: "A", SK: "1" }, { consistent: true })).toBeNull();
  });

  test("A put replaces the whole item, its index attributes included", async () => {
    const store = await filled([{ PK: "A", SK: "1", GSI1PK: "X", GSI1SK: "1", old: true }]);
    await store.write([{ kind: "put", item: { PK: "A", SK: "1", new: true } }]);
    expect(await store.get({ PK: "A", SK: "1" }, { consistent: true })).toEqual({ PK: "A", SK: "1", new: true });
    await eventually(() => store.query({ index: "GSI1", partition: "X" })).toEqual({ items: [] });
  });

  test("Many items are put and got at once; those that do not exist are left out", async () => {
    const items = Array.from({ length: 205 }, (_, n): Item => ({ PK: "A", SK: `${n}`, n }));
    const store = await filled(items);
    const read = await store.getMany([...items, { PK: "A", SK: "none" }, { PK: "A", SK: "0" }], { consistent: true });
    expect(read.map(({ n }) => Number(n)).sort((a, b) => a - b)).toEqual(items.map(({ n }) => n));
    expect((await store.query({ partition: "A", consistent: true })).items).toHaveLength(205);
  });

  test("An item of exactly the limit fits, one byte more is refused and names the item", async () => {
    const store = await opened();
    const text = "é".repeat((MAX_ITEM_BYTES - "PKASK1text".length) / 2);
    const largest: Item = { PK: "A", SK: "1", text };
    await store.write([{ kind: "put", item: largest }]);
    expect(await store.get(largest, { consistent: true })).toEqual(largest);
    const larger = { ...largest, text: `${text}.` };
    await expect(store.putMany([{ PK: "A", SK: "2" }, larger])).rejects.toMatchObject({
      code: "item-too-large",
      payload: { key: { PK: "A", SK: "1" } },
    });
    expect(await store.get({ PK: "A", SK: "2" }, { consistent: true })).toBeNull();
  });
}
