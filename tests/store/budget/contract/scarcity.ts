import { expect, test } from "vitest";
import type { Store } from "#core/ports.ts";
import { commitSpend, spendOf } from "#store/entities/spend.ts";
import { startChild } from "#tests/store/child-process.ts";
import type { EngineName } from "#tests/store/crash/open-engine.ts";
import { NOON } from "#tests/store/temporary.ts";
import { createChance } from "#tests/support/chance.ts";

/** An empty store, and how another process opens it. */
export type SharedStore = { store: Store; engine: EngineName };

type Outcome = { amount: number; outcome: "reserved" | "refused" };

const [day, month] = ["2015-03-16", "2015-03"];
/** Of 8 US dollars a month all but about a cent is gone; of the day's 0.40 a little more is left. */
const ceilings = { month: 8_000_000, day: 400_000 };
const before = { month: 7_989_993, day: 389_000 };
const left = ceilings.month - before.month;

/** Reserves half of the amounts in each of two processes, all at once; answers what came of each. */
async function reserveInTwoProcesses({ store, engine }: SharedStore, amounts: readonly number[]): Promise<Outcome[]> {
  await store.write([
    commitSpend({ month }, { amount: before.month, ceiling: ceilings.month }),
    commitSpend({ day }, { amount: before.day, ceiling: ceilings.day }),
  ]);
  const halves = [amounts.slice(0, amounts.length / 2), amounts.slice(amounts.length / 2)];
  const children = halves.map((half, n) => ({ half, child: startChild("budget/children/reserver.ts", `process-${n}`, ...engine) }));
  for (const { child } of children) expect(await child.line()).toBe("ready");
  for (const { half, child } of children) child.tell(JSON.stringify({ amounts: half, ceilings, at: NOON, leaseMs: 60_000 }));
  const answers = await Promise.all(children.map(async ({ child }) => JSON.parse(String(await child.line())) as Outcome[]));
  return answers.flat();
}

function reservedIn(outcomes: readonly Outcome[]): number[] {
  return outcomes.filter(({ outcome }) => outcome === "reserved").map(({ amount }) => amount);
}

async function expectSums(store: Store, reserved: readonly number[]): Promise<void> {
  const sum = reserved.reduce((a, b) => a + b, 0);
  expect(await spendOf(store, { month })).toEqual({ committed: before.month + sum, spent: 0 });
  expect(await spendOf(store, { day })).toEqual({ committed: before.day + sum, spent: 0 });
}

/** Tests that the ceiling holds to the micro-dollar, and refuses no more than it must, under 64 reservations at once. */
export function budgetScarcity(opened: () => Promise<SharedStore>): void {
  test("Of 64 equal reservations in two processes exactly those that fit are made", async () => {
    const shared = await opened();
    const outcomes = await reserveInTwoProcesses(shared, Array.from({ length: 64 }, () => 500));
    const reserved = reservedIn(outcomes);
    expect([outcomes.length, reserved.length]).toEqual([64, Math.floor(left / 500)]);
    await expectSums(shared.store, reserved);
  });

  test("Of 64 different reservations in two processes none passes the ceiling, and none is refused that would still fit", async () => {
    const shared = await opened();
    const chance = createChance("scarcity");
    const outcomes = await reserveInTwoProcesses(shared, Array.from({ length: 64 }, () => 1 + Math.floor(chance() * 900)));
    const reserved = reservedIn(outcomes);
    await expectSums(shared.store, reserved);
    const remaining = ceilings.month - (await spendOf(shared.store, { month })).committed;
    const refused = outcomes.filter(({ outcome }) => outcome === "refused").map(({ amount }) => amount);
    expect(remaining).toBeGreaterThanOrEqual(0);
    expect(refused).not.toEqual([]);
    // Nothing was given back: what fits at the end would have fitted when it was refused.
    expect(Math.min(...refused)).toBeGreaterThan(remaining);
  });
}
