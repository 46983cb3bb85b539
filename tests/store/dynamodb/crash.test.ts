import { test } from "vitest";
import { killWriters } from "#tests/store/crash/rounds.ts";
import { describeOnTable } from "./test-table.ts";

const ROUNDS = 20;

describeOnTable("On one table", (table) => {
  test("Eight writers killed in the middle of writing lose nothing acknowledged and leave nothing half written", async () => {
    const { endpoint = "", tableName } = table().place;
    await killWriters({ engine: ["dynamodb", endpoint, tableName], rounds: ROUNDS, seed: "table" });
  }, ROUNDS * 60_000);
});
