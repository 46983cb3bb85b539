import { onTestFinished } from "vitest";
import { describeOnTable, emptiedAfterUse } from "#tests/store/dynamodb/test-table.ts";
import { NOON } from "#tests/store/temporary.ts";
import { long } from "#tests/support/long.ts";
import { budgetContract } from "./budget-contract.ts";
import { budgetScarcity } from "./contract/scarcity.ts";

describeOnTable("On one table", (table) => {
  const open = emptiedAfterUse(table);
  budgetContract("DynamoDB", open, long ? 1000 : 20);
  budgetScarcity(async () => {
    const { store, close } = await open(() => NOON);
    onTestFinished(close);
    const { endpoint = "", tableName } = table().place;
    return { store, engine: ["dynamodb", endpoint, tableName] };
  });
});
