import { storeContract } from "#tests/store/store-contract.ts";
import { describeOnTable, emptiedAfterUse } from "./test-table.ts";

describeOnTable("On one table", (table) => {
  storeContract("DynamoDB", emptiedAfterUse(table));
});
