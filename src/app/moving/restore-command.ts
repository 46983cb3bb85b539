import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { realNow } from "#app/clock.ts";
import { appError } from "#app/errors.ts";
import { dataFile, whereKept } from "#app/open-engine.ts";
import { count } from "#core/text.ts";
import { Day } from "#core/time.ts";
import { backupFileOf, backupFolderOf, listBackups } from "#store/sqlite/backups.ts";
import { lockDataDirectory } from "#store/sqlite/lock.ts";
import { restoreBackup, type Restored } from "#store/sqlite/restore.ts";
import { currentConfig, type Io, parseOne } from "./options.ts";

const usage = `npm run workbench -- restore [<day or file>] [--json]

Puts a backup of a SQLite store in place of the present data; the workbench must not run. The present data is not
deleted but moved aside, and the answer says where. Without an argument: lists the backups there are, newest first.

  <day>   one of the listed days, such as 2026-11-22
  <file>  a backup by its path, such as a copy kept elsewhere`;

/** `workbench restore`. */
export function restoreCommand() {
  return { name: "restore", summary: "Put a backup in place of the present data, or list the backups", usage, run: runRestore };
}

async function runRestore(args: string[], io: Io): Promise<0> {
  const { argument, given } = parseOne(args);
  const config = currentConfig();
  if (config.store.kind === "dynamodb") {
    throw appError("no-backup", `The backups of ${whereKept(config)} are at AWS: restore it there to a new table by point-in-time recovery and name that one with TABLE_NAME. An export is read into an empty table with: npm run workbench -- import <file>`);
  }
  const file = dataFile(config.dataDir);
  const folder = backupFolderOf(file);
  if (argument === undefined) {
    list(folder, given("json"), io);
    return 0;
  }
  const from = Day.safeParse(argument).success ? backupFileOf(folder, argument) : resolve(argument);
  if (!existsSync(from)) throw appError("no-backup", `There is no backup ${from}. Without an argument, restore lists those there are.`, { from });
  const restored = restoreLocked(config.dataDir, from);
  if (given("json")) io.out(JSON.stringify({ ...restored, from }));
  else io.out(inWords(restored, from));
  return 0;
}

function restoreLocked(dataDir: string, from: string): Restored {
  const lock = lockDataDirectory(dataDir);
  try {
    return restoreBackup({ file: dataFile(dataDir), from, at: realNow() });
  } finally {
    lock.release();
  }
}

function inWords({ file, items, movedTo }: Restored, from: string): string {
  const before = movedTo === null ? "Nothing was there before." : `What was there before is kept as ${movedTo}; remove it when you no longer need it.`;
  return `Restored ${count(items, "item")} from ${from} to ${file}. ${before}`;
}

function list(folder: string, json: boolean, io: Io): void {
  const backups = listBackups(folder);
  if (json) return io.out(JSON.stringify({ folder, backups }));
  if (backups.length === 0) return io.out(`There is no backup in ${folder} yet. A running workbench makes one a day; npm run workbench -- backup makes one now.`);
  io.out(`Backups in ${folder}, newest first; put one back with: npm run workbench -- restore <day>`);
  for (const { day, bytes } of backups) io.out(`  ${day}  ${bytes} bytes`);
}
