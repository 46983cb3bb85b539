import { realNow } from "#app/clock.ts";
import { appError } from "#app/errors.ts";
import type { Io } from "#app/io.ts";
import { dataFile, openForReading, whereKept } from "#app/open-engine.ts";
import { count } from "#core/text.ts";
import { backUp } from "#store/sqlite/backup.ts";
import { currentConfig, parseOne, timeOfData } from "./options.ts";

const usage = `npm run workbench -- backup [--json]

Makes today's backup of a SQLite store now, beside it in the folder backups, where a running workbench makes one a day and
keeps the newest seven. The workbench may run meanwhile. A disk can fail with all that is on it: export makes a file to
keep elsewhere. The backup of a DynamoDB table is its own point-in-time recovery.`;

/** `workbench backup`. */
export function backupCommand() {
  return { name: "backup", summary: "Make today's backup of the store now", usage, run: runBackup };
}

async function runBackup(args: string[], io: Io): Promise<0> {
  const { argument, given } = parseOne(args);
  if (argument !== undefined) throw appError("wrong-use", `${argument}: backup takes no argument. To name the file yourself, use export.`);
  const config = currentConfig();
  const where = whereKept(config);
  if (config.store.kind === "dynamodb") {
    throw appError("no-backup", `Nothing was backed up: the backup of ${where} is its point-in-time recovery, to be turned on at AWS. A copy to keep is made with: npm run workbench -- export <file>`);
  }
  (await openForReading(config, timeOfData(config))).close();
  const made = await backUp({ file: dataFile(config.dataDir), at: realNow() });
  if (given("json")) io.out(JSON.stringify({ ...made, of: where }));
  else io.out(`Backed up ${count(made.items, "item")} of ${where} to ${made.file} (${made.bytes} bytes).`);
  return 0;
}
