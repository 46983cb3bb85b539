import { afterAll, beforeAll, describe } from "vitest";
import { storeContract } from "#tests/store/store-contract.ts";
import { createTestTable, hasDynamo, needsDynamo, type TestTable } from "./test-table.ts";

describe.skipIf(!hasDynamo)(`On one table ${needsDynamo}`, () => {
  let table: TestTable;
  beforeAll(async () => {
    table = await createTestTable();
  });
  afterAll(async () => table.drop());

  storeContract("DynamoDB", async (now) => {
    const store = await table.open(now);
    return {
      store,
      close: async () => {
        store.close();
        await table.empty();
      },
    };
  });
});
