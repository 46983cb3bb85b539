import { join } from "node:path";
import { afterAll, beforeAll, describe } from "vitest";
import { openSqliteStore } from "#store/sqlite/sqlite-store.ts";
import { storesOf } from "#tests/store/contract/stores.ts";
import { createTestTable, hasDynamo, needsDynamo, type TestTable } from "#tests/store/dynamodb/test-table.ts";
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

describe.skipIf(!hasDynamo)(`DynamoDB ${needsDynamo}`, () => {
  let table: TestTable;
  beforeAll(async () => {
    table = await createTestTable();
  });
  afterAll(async () => table.drop());

  const stores = storesOf(async (now) => {
    const store = await table.open(now);
    return {
      store,
      close: async () => {
        store.close();
        await table.empty();
      },
    };
  });
  contentContract(stores, { sizes: 4 });
  sweepContract(stores, { interruptions: 1 });
});
