import * as fc from "fast-check";
import { expect, test } from "vitest";
import { hasCode } from "#core/errors.ts";
import type { Store } from "#core/ports.ts";
import { addMs } from "#core/time.ts";
import { release, releaseAbandoned } from "#store/budget/release.ts";
import { reserve } from "#store/budget/reserve.ts";
import { settle } from "#store/budget/settle.ts";
import { spendOf } from "#store/entities/spend.ts";
import { storeError } from "#store/errors.ts";
import type { OpenStore } from "#tests/store/contract/stores.ts";
import * as model from "./model.ts";

type Fault = "none" | "before" | "after";
type Command =
  | { do: "reserve"; id: string; amount: number; leaseMs: number; fault: Fault }
  | { do: "settle"; id: string; spent: number; fault: Fault }
  | { do: "release"; id: string; fault: Fault }
  | { do: "abandon"; fault: Fault }
  | { do: "pass"; ms: number };

const HOUR_MS = 3_600_000;
const id = fc.constantFrom("a", "b", "c", "d", "e", "f");
const money = fc.integer({ min: 1, max: 500 });
const fault = fc.constantFrom<Fault[]>("none", "none", "before", "after");
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("reserve" as const), id, amount: money, leaseMs: fc.integer({ min: 1, max: 2 * HOUR_MS }), fault }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("settle" as const), id, spent: fc.oneof(money, fc.constant(0)), fault }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("release" as const), id, fault }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("abandon" as const), fault }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("pass" as const), ms: fc.integer({ min: 1, max: 20 * HOUR_MS }) }) },
);

/** The store, whose next write fails before or after it is done. */
function failing(store: Store, when: Fault): Store {
  let pending = when !== "none";
  return {
    ...store,
    async write(operations) {
      const fails = pending;
      pending = false;
      if (!fails || when === "after") await store.write(operations);
      if (fails) throw storeError("unavailable", "The answer was lost.");
    },
  };
}

/** Asks again after an error worth retrying, as a caller must. */
async function persistently<T>(ask: () => Promise<T>): Promise<T | "invalid"> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (hasCode(error, "invalid")) return "invalid";
      if (!hasCode(error, "unavailable")) throw error;
    }
  }
}

/** Carries out one command on both; answers what each said. */
async function run(real: Store, expected: model.Model, one: Command): Promise<{ answer: unknown; expected: unknown }> {
  const at = expected.now;
  const store = failing(real, "fault" in one ? one.fault : "none");
  switch (one.do) {
    case "reserve": {
      const { amount, leaseMs } = one;
      const answer = await persistently(() => reserve(store, { id: one.id, amount, at, ceilings: model.ceilings, leaseMs }));
      const said = answer !== "invalid" && answer.outcome === "reserved" ? { outcome: "reserved" } : answer;
      return { answer: said, expected: model.reserveIn(expected, one.id, amount, leaseMs) };
    }
    case "settle":
      return { answer: await persistently(() => settle(store, { id: one.id, spent: one.spent, at })), expected: model.settleIn(expected, one.id, one.spent) };
    case "release":
      return { answer: await persistently(() => release(store, { id: one.id, at })), expected: model.releaseIn(expected, one.id) };
    case "abandon": {
      const answer = await persistently(() => releaseAbandoned(store, { now: at }));
      const released = model.releaseAbandonedIn(expected);
      // After a lost answer the first of them counts as released by the try before.
      const lost = one.fault === "after" && released > 0 ? 1 : 0;
      return { answer, expected: released - lost };
    }
    case "pass":
      expected.now = addMs(expected.now, one.ms);
      return { answer: null, expected: null };
  }
}

async function expectInvariants(store: Store, expected: model.Model): Promise<void> {
  const made = [...expected.reservations.values()];
  for (const day of new Set(made.map((one) => one.day))) {
    const sums = await spendOf(store, { day });
    expect(sums).toEqual(model.sumsOf(expected, day));
    expect(sums.committed).toBeLessThanOrEqual(model.ceilings.day + model.unreservedIn(expected, day));
  }
  for (const month of new Set(made.map((one) => one.month))) {
    const sums = await spendOf(store, { month });
    expect(sums).toEqual(model.sumsOf(expected, month));
    expect(sums.committed).toBeLessThanOrEqual(model.ceilings.month + model.unreservedIn(expected, month));
  }
}

export function budgetSequences(open: OpenStore, runs: number): void {
  test(`Any ${runs} sequences of reserving, settling, releasing and waiting keep the sums and the ceilings, also when answers are lost`, async () => {
    const outcomes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 5, maxLength: 25 }), async (commands) => {
        const expected = model.newModel();
        const { store, close } = await open(() => expected.now);
        try {
          for (const one of commands) {
            const said = await run(store, expected, one);
            expect(said.answer).toEqual(said.expected);
            outcomes.add(`${one.do} ${JSON.stringify(said.expected).replaceAll(/\d+/g, "n")}`);
            await expectInvariants(store, expected);
          }
        } finally {
          await close();
        }
      }),
      { numRuns: runs },
    );
    // The sequences are no use unless they meet the cases that matter.
    for (const met of ["reserved", "refused", "invalid", "\"late\":true", "\"settled\"", "abandon n"]) {
      expect([...outcomes].filter((outcome) => outcome.includes(met))).not.toEqual([]);
    }
  });
}
