import { join } from "node:path";
import { openSqliteStore } from "#store/sqlite/sqlite-store.ts";
import { openLagging } from "#tests/store/faulty/lagging-store.ts";
import { temporaryDirectory } from "#tests/store/temporary.ts";
import { entityContract } from "./entity-contract.ts";

entityContract("SQLite", async (now) => {
  const store = openSqliteStore({ file: join(temporaryDirectory(), "workbench.db"), now });
  return { store, close: async () => store.close() };
});

entityContract("SQLite with reads that lag behind", openLagging());
