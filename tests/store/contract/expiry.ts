import { expect, test } from "vitest";
import type { Item } from "#core/ports.ts";
import { addMs } from "#core/time.ts";
import { NOON } from "#tests/store/temporary.ts";
import { eventually } from "./eventually.ts";
import type { Stores } from "./stores.ts";

export function expiryContract({ opened }: Stores): void {
  const key = { PK: "A", SK: "1" };
  const item: Item = { ...key, GSI1PK: "X", GSI1SK: "1", TTL: Date.parse(NOON) / 1000 + 60, n: 1 };

  test("An item is gone for every read from the second of its TTL on", async () => {
    let now = addMs(NOON, 59_999);
    const store = await opened(() => now);
    await store.putMany([item]);
    const reads = async () => [
      await store.get(key, { consistent: true }),
      ...(await store.getMany([key], { consistent: true })),
      ...(await store.query({ partition: "A", consistent: true })).items,
      ...(await store.query({ index: "GSI1", partition: "X" })).items,
    ];
    await eventually(reads).toEqual([item, item, item, item]);
    now = addMs(NOON, 60_000);
    expect(await reads()).toEqual([null]);
  });

  test("An expired item is absent for conditions too, and can be made anew", async () => {
    let now = NOON;
    const store = await opened(() => now);
    await store.putMany([item]);
    now = addMs(NOON, 60_000);
    await expect(store.write([{ kind: "add", key, amounts: { n: 1 } }])).rejects.toMatchObject({ payload: { item: null } });
    await store.write([{ kind: "put", item: { ...key, n: 9 }, if: { absent: "PK" } }]);
    expect(await store.get(key, { consistent: true })).toEqual({ ...key, n: 9 });
  });
}
