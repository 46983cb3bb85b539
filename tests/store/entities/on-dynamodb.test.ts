import { describeOnTable, emptiedAfterUse } from "#tests/store/dynamodb/test-table.ts";
import { entityContract } from "./entity-contract.ts";

describeOnTable("On one table", (table) => {
  entityContract("DynamoDB", emptiedAfterUse(table));
});
