import { expect, test } from "vitest";
import type { Store } from "#core/ports.ts";
import { addMs } from "#core/time.ts";
import { releaseAbandoned, release } from "#store/budget/release.ts";
import { reserve } from "#store/budget/reserve.ts";
import { settle } from "#store/budget/settle.ts";
import { getReservation } from "#store/entities/reservation.ts";
import { spendOf } from "#store/entities/spend.ts";
import type { Stores } from "#tests/store/contract/stores.ts";
import { NOON } from "#tests/store/temporary.ts";
import { expectAbandoned } from "./abandoned.ts";

const MINUTE_MS = 60_000;
const [day, month] = ["2015-03-16", "2015-03"];
const call = { id: "call-1", amount: 300, at: NOON, ceilings: { month: 1000, day: 500 }, leaseMs: MINUTE_MS };
const leaseEnd = addMs(NOON, MINUTE_MS);

async function sums(store: Store): Promise<{ day: number[]; month: number[] }> {
  const [ofDay, ofMonth] = await Promise.all([spendOf(store, { day }), spendOf(store, { month })]);
  return { day: [ofDay.committed, ofDay.spent], month: [ofMonth.committed, ofMonth.spent] };
}

/** The committed and spent sums of a day and a month that hold nothing else. */
function both(committed: number, spent: number): { day: number[]; month: number[] } {
  return { day: [committed, spent], month: [committed, spent] };
}

export function budgetExamples({ opened }: Stores): void {
  test("A reservation counts in its day and its month until it is settled at what was spent", async () => {
    const store = await opened();
    expect(await sums(store)).toEqual(both(0, 0));
    expect(await reserve(store, call)).toMatchObject({ outcome: "reserved", reservation: { day, month, leaseUntil: leaseEnd, status: "open" } });
    expect(await sums(store)).toEqual(both(300, 0));
    expect(await settle(store, { id: "call-1", spent: 120, at: NOON })).toEqual({ exceeds: 0, late: false });
    expect(await sums(store)).toEqual(both(120, 120));
  });

  test("What does not fit under a ceiling is refused with what is left, and reserves nothing", async () => {
    const store = await opened();
    await reserve(store, call);
    expect(await reserve(store, { ...call, id: "call-2", amount: 201 })).toEqual({ outcome: "refused", ceiling: "day", left: 200 });
    expect(await reserve(store, { ...call, id: "call-2", amount: 201, ceilings: { month: 400, day: 400 } })).toEqual({ outcome: "refused", ceiling: "month", left: 100 });
    expect(await getReservation(store, { id: "call-2" })).toBeNull();
    expect(await sums(store)).toEqual(both(300, 0));
    expect(await reserve(store, { ...call, id: "call-2", amount: 200 })).toMatchObject({ outcome: "reserved" });
  });

  test("More than a ceiling does not fit where nothing was reserved yet, nor under one lowered below what is committed", async () => {
    const store = await opened();
    expect(await reserve(store, { ...call, amount: 501 })).toEqual({ outcome: "refused", ceiling: "day", left: 500 });
    expect(await reserve(store, { ...call, amount: 1, ceilings: { month: 0, day: 0 } })).toEqual({ outcome: "refused", ceiling: "month", left: 0 });
    expect(await sums(store)).toEqual(both(0, 0));
    await reserve(store, call);
    expect(await reserve(store, { ...call, id: "call-2", amount: 1, ceilings: { month: 1000, day: 100 } })).toEqual({ outcome: "refused", ceiling: "day", left: 0 });
  });

  test("The same request again is the same reservation; another one, or one whose reservation has ended, is refused its id", async () => {
    const store = await opened();
    const first = await reserve(store, call);
    expect(await reserve(store, { ...call, at: addMs(NOON, 1000) })).toEqual(first);
    expect(await sums(store)).toEqual(both(300, 0));
    await expect(reserve(store, { ...call, amount: 301 })).rejects.toMatchObject({ code: "invalid" });
    await release(store, { id: "call-1", at: NOON });
    await expect(reserve(store, call)).rejects.toMatchObject({ code: "invalid", message: expect.stringContaining("released") });
    expect(await sums(store)).toEqual(both(0, 0));
  });

  test("Settling and releasing twice count once, and the other way round changes nothing", async () => {
    const store = await opened();
    await reserve(store, call);
    const settlement = { id: "call-1", spent: 310, at: NOON };
    expect(await settle(store, settlement)).toEqual({ exceeds: 10, late: false });
    expect(await settle(store, settlement)).toEqual({ exceeds: 10, late: false });
    await expect(settle(store, { ...settlement, spent: 311 })).rejects.toMatchObject({ code: "invalid" });
    expect(await release(store, { id: "call-1", at: NOON })).toEqual({ outcome: "settled", spent: 310 });
    expect(await sums(store)).toEqual(both(310, 310));
    await reserve(store, { ...call, id: "call-2", amount: 100 });
    expect(await release(store, { id: "call-2", at: NOON })).toEqual({ outcome: "released" });
    expect(await release(store, { id: "call-2", at: NOON })).toEqual({ outcome: "released" });
    expect(await sums(store)).toEqual(both(310, 310));
  });

  test("Money spent after the release is counted all the same, once, and said to be late", async () => {
    const store = await opened();
    await reserve(store, call);
    await release(store, { id: "call-1", at: NOON });
    const settlement = { id: "call-1", spent: 120, at: NOON };
    expect(await settle(store, settlement)).toEqual({ exceeds: 0, late: true });
    expect(await settle(store, settlement)).toEqual({ exceeds: 0, late: true });
    expect(await sums(store)).toEqual(both(120, 120));
  });

  test("A reservation whose lease has ended is released, and no other", async () => {
    const store = await opened();
    await reserve(store, call);
    await reserve(store, { ...call, id: "call-2", amount: 50, leaseMs: MINUTE_MS + 1 });
    await reserve(store, { ...call, id: "call-3", amount: 60 });
    await settle(store, { id: "call-3", spent: 60, at: NOON });
    expect(await releaseAbandoned(store, { now: addMs(leaseEnd, -1) })).toBe(0);
    await expectAbandoned(store, leaseEnd, ["call-1"]);
    expect(await releaseAbandoned(store, { now: leaseEnd })).toBe(1);
    expect(await releaseAbandoned(store, { now: leaseEnd })).toBe(0);
    expect(await sums(store)).toEqual(both(110, 60));
  });

  test("What is made on the last of a month is settled there", async () => {
    const store = await opened();
    const lastMinute = "2015-01-31T23:59:59.999Z";
    await reserve(store, { ...call, at: lastMinute });
    await settle(store, { id: "call-1", spent: 120, at: "2015-02-01T00:00:01.000Z" });
    const spent = { committed: 120, spent: 120 };
    expect([await spendOf(store, { day: "2015-01-31" }), await spendOf(store, { month: "2015-01" })]).toEqual([spent, spent]);
    expect(await spendOf(store, { month: "2015-02" })).toEqual({ committed: 0, spent: 0 });
  });

  test("A reservation outlives its day's sums, and is still released and settled in its month", async () => {
    let now = NOON;
    const store = await opened(() => now);
    await reserve(store, call);
    now = "2015-07-01T00:00:00.000Z";
    expect(await spendOf(store, { day })).toEqual({ committed: 0, spent: 0 });
    await expectAbandoned(store, now, ["call-1"]);
    expect(await releaseAbandoned(store, { now })).toBe(1);
    expect(await settle(store, { id: "call-1", spent: 120, at: now })).toEqual({ exceeds: 0, late: true });
    expect(await spendOf(store, { month })).toEqual({ committed: 120, spent: 120 });
    expect(await spendOf(store, { day })).toEqual({ committed: 0, spent: 0 });
  });

  test.each([0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER + 1])("An amount of %d is no amount of micro-dollars", async (amount) => {
    const store = await opened();
    await expect(reserve(store, { ...call, amount })).rejects.toMatchObject({ code: "invalid" });
    await reserve(store, call);
    if (amount !== 0) await expect(settle(store, { id: "call-1", spent: amount, at: NOON })).rejects.toMatchObject({ code: "invalid" });
    expect(await sums(store)).toEqual(both(300, 0));
  });

  test.each([
    { id: "" },
    { at: "2015-03-16" },
    { leaseMs: 0 },
    { ceilings: { month: -1, day: 1 } },
    { ceilings: { month: 1, day: 1.5 } },
  ])("A request with %j is refused before anything is written", async (wrong) => {
    const store = await opened();
    await expect(reserve(store, { ...call, ...wrong })).rejects.toMatchObject({ code: "invalid" });
    expect(store.usage().requests).toBe(0);
  });

  test("An unknown reservation is neither settled nor released, and none comes into being", async () => {
    const store = await opened();
    await expect(settle(store, { id: "none", spent: 1, at: NOON })).rejects.toMatchObject({ code: "invalid" });
    await expect(release(store, { id: "none", at: NOON })).rejects.toMatchObject({ code: "invalid" });
    expect(await sums(store)).toEqual(both(0, 0));
  });
}
