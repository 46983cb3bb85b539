import { writeSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { backUp } from "#store/sqlite/backup.ts";
import { openSqliteStore } from "#store/sqlite/sqlite-store.ts";

/**
 * Writes numbered items to a file and backs it up, both for ever. Prints of each backup its day and how many items were
 * acknowledged before it. Arguments: file, how many items there are already.
 */
const [, , file = "", already = ""] = process.argv;
const store = openSqliteStore({ file, now: () => "2015-03-16T12:00:00.000Z" });
let written = Number(already);
void write();
for (let n = 0; ; n++) {
  const before = written;
  const { day } = await backUp({ file, at: `2015-03-${10 + (n % 9)}T12:00:00.000Z` });
  writeSync(1, `${day} ${before}\n`);
}

async function write(): Promise<void> {
  for (;;) {
    await store.write([{ kind: "put", item: { PK: "NEW", SK: String(written).padStart(8, "0") } }]);
    written++;
    await setImmediate();
  }
}
