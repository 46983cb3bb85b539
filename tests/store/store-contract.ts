import { describe } from "vitest";
import { conditionContract } from "./contract/conditions.ts";
import { expiryContract } from "./contract/expiry.ts";
import { itemContract } from "./contract/items.ts";
import { queryContract } from "./contract/queries.ts";
import { type OpenStore, storesOf } from "./contract/stores.ts";
import { usageContract } from "./contract/usage.ts";
import { writeContract } from "./contract/writes.ts";

/** What any engine behind the Store port must do. Where requests are disturbed on their way, their number says nothing: `countsRequests` is false then. */
export function storeContract(name: string, open: OpenStore, { countsRequests = true } = {}): void {
  const stores = storesOf(open);
  describe(`${name}: items`, () => {
    itemContract(stores);
  });
  describe(`${name}: conditions`, () => {
    conditionContract(stores);
  });
  describe(`${name}: writes`, () => {
    writeContract(stores);
  });
  describe(`${name}: queries`, () => {
    queryContract(stores);
  });
  describe(`${name}: expiry`, () => {
    expiryContract(stores);
  });
  if (!countsRequests) return;
  describe(`${name}: usage`, () => {
    usageContract(stores);
  });
}
