import { afterAll, beforeAll, describe, onTestFinished } from "vitest";
import type { Engine } from "#store/engine.ts";
import { createTestTable, hasDynamo, needsDynamo, type TestTable } from "#tests/store/dynamodb/test-table.ts";
import { NOON } from "#tests/store/temporary.ts";
import { long } from "#tests/support/long.ts";
import { budgetContract } from "./budget-contract.ts";
import { budgetScarcity } from "./contract/scarcity.ts";

describe.skipIf(!hasDynamo)(`On one table ${needsDynamo}`, () => {
  let table: TestTable;
  beforeAll(async () => {
    table = await createTestTable();
  });
  afterAll(async () => table.drop());

  async function open(now: () => string): Promise<{ store: Engine; close(): Promise<void> }> {
    const store = await table.open(now);
    return {
      store,
      close: async () => {
        store.close();
        await table.empty();
      },
    };
  }

  budgetContract("DynamoDB", open, long ? 1000 : 20);
  budgetScarcity(async () => {
    const { store, close } = await open(() => NOON);
    onTestFinished(close);
    return { store, engine: ["dynamodb", table.place.endpoint ?? "", table.place.tableName] };
  });
});
