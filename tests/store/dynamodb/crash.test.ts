import { afterAll, beforeAll, describe, test } from "vitest";
import { killWriters } from "#tests/store/crash/rounds.ts";
import { long } from "#tests/support/long.ts";
import { createTestTable, hasDynamo, needsDynamo, type TestTable } from "./test-table.ts";

const ROUNDS = long ? 20 : 2;

describe.skipIf(!hasDynamo)(`On one table ${needsDynamo}`, () => {
  let table: TestTable;
  beforeAll(async () => {
    table = await createTestTable();
  });
  afterAll(async () => table.drop());

  test("Eight writers killed in the middle of writing lose nothing acknowledged and leave nothing half written", async () => {
    await killWriters({ engine: ["dynamodb", table.place.endpoint ?? "", table.place.tableName], rounds: ROUNDS, seed: "table" });
  }, ROUNDS * 60_000);
});
