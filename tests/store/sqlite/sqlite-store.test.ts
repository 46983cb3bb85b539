import { join } from "node:path";
import { openSqliteStore } from "#store/sqlite/sqlite-store.ts";
import { storeContract } from "#tests/store/store-contract.ts";
import { temporaryDirectory } from "#tests/store/temporary.ts";

storeContract("SQLite", async (now) => {
  const store = openSqliteStore({ file: join(temporaryDirectory(), "workbench.db"), now });
  return { store, close: async () => store.close() };
});
