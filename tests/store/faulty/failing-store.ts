import type { Store } from "#core/ports.ts";
import { storeError } from "#store/errors.ts";
import { aroundEachRequest } from "./each-request.ts";

export type FailingStore = {
  store: Store;
  /** How likely each request fails from now on; none does in the beginning. */
  fail(share: number): void;
  /** How many have failed. */
  failures(): number;
};

/** A store whose requests fail by chance as those to a busy or distant table do: refused before anything is done, or done with the answer lost. */
export function createFailingStore(store: Store, chance: () => number): FailingStore {
  let share = 0;
  let failures = 0;

  async function request<T>(carryOut: () => Promise<T>): Promise<T> {
    if (chance() >= share) return carryOut();
    failures += 1;
    if (chance() < 0.5) throw storeError("throttled", "Refused as planned.");
    await carryOut();
    throw storeError("unavailable", "The answer was lost as planned.");
  }

  return {
    store: {
      ...aroundEachRequest(store, request),
      putMany: async (items) => {
        // Not atomic together: half of them may be all that is done.
        const half = items.length / 2;
        await request(async () => store.putMany(items.slice(0, half)));
        await request(async () => store.putMany(items.slice(half)));
      },
    },
    fail: (next) => {
      share = next;
    },
    failures: () => failures,
  };
}
