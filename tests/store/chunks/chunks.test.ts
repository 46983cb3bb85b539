import { join } from "node:path";
import { describe } from "vitest";
import { openSqliteStore } from "#store/sqlite/sqlite-store.ts";
import { storesOf } from "#tests/store/contract/stores.ts";
import { describeOnTable, emptiedAfterUse } from "#tests/store/dynamodb/test-table.ts";
import { temporaryDirectory } from "#tests/store/temporary.ts";
import { contentContract } from "./content-contract.ts";
import { sweepContract } from "./sweep-contract.ts";

describe("SQLite", () => {
  const stores = storesOf(async (now) => {
    const store = openSqliteStore({ file: join(temporaryDirectory(), "workbench.db"), now, durable: false });
    return { store, close: async () => store.close() };
  });
  contentContract(stores, { sizes: 12 });
  sweepContract(stores, { interruptions: 2 });
});

describeOnTable("DynamoDB", (table) => {
  const stores = storesOf(emptiedAfterUse(table));
  contentContract(stores, { sizes: 4 });
  sweepContract(stores, { interruptions: 1 });
});
