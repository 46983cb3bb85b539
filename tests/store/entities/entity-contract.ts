import { describe } from "vitest";
import { type OpenStore, storesOf } from "#tests/store/contract/stores.ts";
import { heldActionContract } from "./contract/held-actions.ts";
import { moveContract } from "./contract/moves.ts";
import { patternContract } from "./contract/patterns.ts";
import { placementContract } from "./contract/placement.ts";

/** What the entities must do on any engine. */
export function entityContract(name: string, open: OpenStore): void {
  const stores = storesOf(open);
  describe(`Entities on ${name}: places`, () => {
    placementContract(stores);
  });
  describe(`Entities on ${name}: moves`, () => {
    moveContract(stores);
  });
  describe(`Entities on ${name}: held actions`, () => {
    heldActionContract(stores);
  });
  describe(`Entities on ${name}: access patterns`, () => {
    patternContract(stores);
  });
}
