import { join } from "node:path";
import { describe, onTestFinished } from "vitest";
import { openSqliteStore } from "#store/sqlite/sqlite-store.ts";
import { openLagging } from "#tests/store/faulty/lagging-store.ts";
import { NOON, temporaryDirectory } from "#tests/store/temporary.ts";
import { long } from "#tests/support/long.ts";
import { budgetContract } from "./budget-contract.ts";
import { budgetScarcity } from "./contract/scarcity.ts";

budgetContract(
  "SQLite",
  async (now) => {
    const store = openSqliteStore({ file: join(temporaryDirectory(), "workbench.db"), now, durable: false });
    return { store, close: async () => store.close() };
  },
  long ? 2000 : 100,
);

budgetContract("SQLite with reads that lag behind", openLagging(), long ? 200 : 5);

describe("The last of the budget on SQLite", () => {
  budgetScarcity(async () => {
    const file = join(temporaryDirectory(), "workbench.db");
    const store = openSqliteStore({ file, now: () => NOON });
    onTestFinished(() => store.close());
    return { store, engine: ["sqlite", file] };
  });
});
