import { describe } from "vitest";
import { type OpenStore, storesOf } from "#tests/store/contract/stores.ts";
import { budgetExamples } from "./contract/examples.ts";
import { budgetRaces } from "./contract/races.ts";
import { budgetSequences } from "./contract/sequences.ts";

/** What reserving money must do on any engine; `runs` is how many random sequences to try. */
export function budgetContract(name: string, open: OpenStore, runs: number): void {
  const stores = storesOf(open);
  describe(`The budget on ${name}`, () => {
    budgetExamples(stores);
    budgetRaces(stores);
    budgetSequences(open, runs);
  });
}
