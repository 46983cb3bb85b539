import { writeSync } from "node:fs";
import { openSqliteStore } from "#store/sqlite/sqlite-store.ts";

/** Sweeps a file once, printing a line before each part of it. Arguments: file, the time it is. */
const [, , file = "", at = ""] = process.argv;
const store = openSqliteStore({
  file,
  now: () => {
    writeSync(1, "part\n");
    return at;
  },
});
await store.sweep();
