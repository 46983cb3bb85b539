import { expect, test } from "vitest";
import type { Store } from "#core/ports.ts";
import { addMs } from "#core/time.ts";
import { release, releaseAbandoned } from "#store/budget/release.ts";
import { reserve } from "#store/budget/reserve.ts";
import { settle } from "#store/budget/settle.ts";
import { spendOf } from "#store/entities/spend.ts";
import type { Stores } from "#tests/store/contract/stores.ts";
import { NOON } from "#tests/store/temporary.ts";
import { expectAbandoned } from "./abandoned.ts";

const call = { id: "call-1", amount: 300, at: NOON, ceilings: { month: 1000, day: 500 }, leaseMs: 60_000 };
const month = "2015-03";

/** The store, on which `meanwhile` happens once, after the next consistent read: as another process would have it. */
function interrupted(store: Store, meanwhile: () => Promise<unknown>): Store {
  let happened = false;
  return {
    ...store,
    async get(key, options) {
      const item = await store.get(key, options);
      if (!happened) {
        happened = true;
        await meanwhile();
      }
      return item;
    },
  };
}

export function budgetRaces({ opened }: Stores): void {
  test("A settlement that finds the reservation released meanwhile counts the money, as late", async () => {
    const store = await opened();
    await reserve(store, call);
    const racing = interrupted(store, () => release(store, { id: "call-1", at: NOON }));
    expect(await settle(racing, { id: "call-1", spent: 120, at: NOON })).toEqual({ exceeds: 0, late: true });
    expect(await spendOf(store, { month })).toEqual({ committed: 120, spent: 120 });
  });

  test("A release that finds the reservation settled meanwhile changes nothing", async () => {
    const store = await opened();
    await reserve(store, call);
    const racing = interrupted(store, () => settle(store, { id: "call-1", spent: 120, at: NOON }));
    expect(await release(racing, { id: "call-1", at: NOON })).toEqual({ outcome: "settled", spent: 120 });
    expect(await spendOf(store, { month })).toEqual({ committed: 120, spent: 120 });
  });

  test("Of two that release what was abandoned, beside a settlement, each reservation is released by one", async () => {
    const store = await opened();
    const now = addMs(NOON, 60_000);
    for (const id of ["call-1", "call-2", "call-3"]) await reserve(store, { ...call, id, amount: 100 });
    await settle(store, { id: "call-2", spent: 70, at: NOON });
    await expectAbandoned(store, now, ["call-1", "call-3"]);
    let byTheOther = 0;
    const racing = interrupted(store, async () => (byTheOther = await releaseAbandoned(store, { now })));
    const released = (await releaseAbandoned(racing, { now })) + byTheOther;
    expect(released).toBe(2);
    expect(await spendOf(store, { month })).toEqual({ committed: 70, spent: 70 });
  });

  test("What the index still shows of an ended or vanished reservation is let be", async () => {
    const store = await opened();
    await reserve(store, call);
    await expectAbandoned(store, addMs(NOON, 60_000), ["call-1"]);
    const [shown] = (await store.query({ index: "GSI1", partition: "RESERVATION#open" })).items;
    await settle(store, { id: "call-1", spent: 120, at: NOON });
    const stale: Store = {
      ...store,
      query: async () => ({ items: shown === undefined ? [] : [shown, { ...shown, id: "call-9", SK: "RESERVATION#call-9" }] }),
    };
    expect(await releaseAbandoned(stale, { now: addMs(NOON, 60_000) })).toBe(0);
    expect(await spendOf(store, { month })).toEqual({ committed: 120, spent: 120 });
  });
}
