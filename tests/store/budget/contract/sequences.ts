import * as fc from "fast-check";
import { expect, test } from "vitest";
import { hasCode } from "#core/errors.ts";
import type { Store } from "#core/ports.ts";
import { addMs, type Instant } from "#core/time.ts";
import { release, releaseAbandoned } from "#store/budget/release.ts";
import { reserve } from "#store/budget/reserve.ts";
import { settle } from "#store/budget/settle.ts";
import { spendOf } from "#store/entities/spend.ts";
import { storeError } from "#store/errors.ts";
import type { OpenStore } from "#tests/store/contract/stores.ts";
import { expectAbandoned } from "./abandoned.ts";
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

const sequence = fc.array(command, { minLength: 5, maxLength: 25 });

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

/** What the budget answers to a command, also when its first answer is lost. */
async function answerTo(one: Command, real: Store, at: Instant): Promise<unknown> {
  const store = failing(real, one.do === "pass" ? "none" : one.fault);
  switch (one.do) {
    case "reserve": {
      const { amount, leaseMs } = one;
      const answer = await persistently(() => reserve(store, { id: one.id, amount, at, ceilings: model.ceilings, leaseMs }));
      return answer !== "invalid" && answer.outcome === "reserved" ? { outcome: "reserved" } : answer;
    }
    case "settle":
      return persistently(() => settle(store, { id: one.id, spent: one.spent, at }));
    case "release":
      return persistently(() => release(store, { id: one.id, at }));
    case "abandon":
      return persistently(() => releaseAbandoned(store, { now: at }));
    case "pass":
      return null;
  }
}

/** What the model answers to it. */
function expectedOf(one: Command, expected: model.Model): unknown {
  switch (one.do) {
    case "reserve":
      return model.reserveIn(expected, one.id, one.amount, one.leaseMs);
    case "settle":
      return model.settleIn(expected, one.id, one.spent);
    case "release":
      return model.releaseIn(expected, one.id);
    case "abandon": {
      const released = model.releaseAbandonedIn(expected);
      // The one whose answer is lost counts as released by somebody else.
      return one.fault === "after" && released > 0 ? released - 1 : released;
    }
    case "pass":
      expected.now = addMs(expected.now, one.ms);
      return null;
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
  test("Any sequence of reserving, settling, releasing and waiting keeps the sums and the ceilings, also when answers are lost", async () => {
    await fc.assert(
      fc.asyncProperty(sequence, async (commands) => {
        const expected = model.newModel();
        const { store, close } = await open(() => expected.now);
        try {
          for (const one of commands) {
            if (one.do === "abandon") await expectAbandoned(store, expected.now, model.abandonedIn(expected));
            expect(await answerTo(one, store, expected.now)).toEqual(expectedOf(one, expected));
            await expectInvariants(store, expected);
          }
        } finally {
          await close();
        }
      }),
      { numRuns: runs },
    );
  });

  test.each(["reserved", "refused", "invalid", '"late":true', '"settled"', "abandon 1"])("Such sequences meet the case %s", (met) => {
    const outcomes = fc.sample(sequence, { numRuns: 100, seed: 1 }).flatMap((commands) => {
      const expected = model.newModel();
      return commands.map((one) => `${one.do} ${JSON.stringify(expectedOf(one, expected))}`);
    });
    expect(outcomes).toContainEqual(expect.stringContaining(met));
  });
}
