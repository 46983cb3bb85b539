import { writeSync } from "node:fs";
import { restoreBackup } from "#store/sqlite/restore.ts";

/** Restores a backup again and again, printing where each time what was there before has gone. Arguments: file, backup. */
const [, , file = "", from = ""] = process.argv;
writeSync(1, "started\n");
for (let n = 0; ; n++) {
  const at = new Date(Date.UTC(2015, 2, 16) + n).toISOString();
  writeSync(1, `${restoreBackup({ file, from, at }).movedTo}\n`);
}
