import { closeSync, openSync, readSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { realNow } from "#app/clock.ts";
import { type Config, otherDataDir } from "#app/config/config.ts";
import { appError } from "#app/errors.ts";
import type { Io } from "#app/io.ts";
import { dataFile, whereKept } from "#app/open-engine.ts";
import { count } from "#core/text.ts";
import { Day } from "#core/time.ts";
import { backupFileOf, backupFolderOf, listBackups } from "#store/sqlite/backups.ts";
import { lockDataDirectory } from "#store/sqlite/lock.ts";
import { restoreBackup, type Restored } from "#store/sqlite/restore.ts";
import { formatName } from "./export-format.ts";
import { asFileError, isThere } from "./file-errors.ts";
import { currentConfig, parseOne } from "./options.ts";

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
    list(folder, config, given("json"), io);
    return 0;
  }
  const from = Day.safeParse(argument).success ? backupFileOf(folder, argument) : resolve(argument);
  if (!isThere(from)) throw appError("no-backup", `There is no backup ${from}. Without an argument, restore lists those there are.${hintOf(config)}`, { from });
  requireSameWorld(from, config);
  requireNoExport(from);
  const restored = restoreLocked(config.dataDir, from);
  if (given("json")) io.out(JSON.stringify({ ...restored, from }));
  else io.out(inWords(restored, from));
  return 0;
}

/** A command copied from a message into a shell without the JIRA_ variables would put one's own data in the demo's place. */
function requireSameWorld(from: string, config: Config): void {
  const other = dataFile(otherDataDir(config));
  if (dirname(from) !== backupFolderOf(other) && dirname(from) !== dirname(other)) return;
  const remedy = config.jira
    ? "is a backup of the demo's data, which never mixes with your own. Unset the JIRA_ variables to restore it."
    : "is a backup of data of your own, but no Jira is configured, so the demo's would be replaced. Set JIRA_BASE_URL, JIRA_EMAIL and JIRA_API_TOKEN as for npm start, then restore again.";
  throw appError("other-data", `${from} ${remedy}`, { from });
}

function requireNoExport(from: string): void {
  if (!startOf(from).startsWith(`{"format":"${formatName}"`)) return;
  throw appError("no-backup", `${from} is an export, not a backup. Read it into an empty store with: npm run workbench -- import "${from}"`, { from });
}

function startOf(file: string): string {
  try {
    const start = Buffer.alloc(64);
    const descriptor = openSync(file, "r");
    try {
      readSync(descriptor, start);
    } finally {
      closeSync(descriptor);
    }
    return start.toString();
  } catch (error) {
    throw asFileError(error, "read", file);
  }
}

function hintOf({ jira }: Config): string {
  return jira ? "" : " No Jira is configured, so these are the demo's; for your own set the JIRA_ variables as for npm start.";
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

function list(folder: string, config: Config, json: boolean, io: Io): void {
  const backups = isThere(folder) ? listBackups(folder) : [];
  if (json) return io.out(JSON.stringify({ folder, backups }));
  if (backups.length === 0) return io.out(`There is no backup in ${folder} yet. A running workbench makes one a day; npm run workbench -- backup makes one now.${hintOf(config)}`);
  io.out(`Backups in ${folder}, newest first; put one back with: npm run workbench -- restore <day>`);
  for (const { day, bytes } of backups) io.out(`  ${day}  ${bytes} bytes`);
  if (!config.jira) io.out(hintOf(config).trim());
}
