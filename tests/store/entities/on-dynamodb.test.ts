import { afterAll, beforeAll, describe } from "vitest";
import { createTestTable, hasDynamo, needsDynamo, type TestTable } from "#tests/store/dynamodb/test-table.ts";
import { entityContract } from "./entity-contract.ts";

describe.skipIf(!hasDynamo)(`On one table ${needsDynamo}`, () => {
  let table: TestTable;
  beforeAll(async () => {
    table = await createTestTable();
  });
  afterAll(async () => table.drop());

  entityContract("DynamoDB", async (now) => {
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
