import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { storeError } from "#store/errors.ts";
import { asStoreError, isLocked } from "./faults.ts";

export type DirectoryLock = { release(): void };

/** A database nobody refers to is closed by the garbage collector, and its lock with it. */
const held = new Set<DatabaseSync>();

/**
 * Makes this process the only one to work on a data directory, creating it where it is missing. The lock is a transaction
 * held on a small database, so the operating system gives it back however the process ends.
 * Throws `already-running`, `read-only`, `disk-full` or `unavailable`, naming the directory and what to do.
 */
export function lockDataDirectory(directory: string): DirectoryLock {
  const holderFile = join(directory, "workbench.pid");
  let database: DatabaseSync | undefined;
  try {
    // Asked first, because making a folder on a read-only disk fails as if one above it were missing.
    accessSync(nearestThere(directory), constants.R_OK | constants.W_OK);
    // What a team writes in its Jira is for its reader's eyes only.
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    database = new DatabaseSync(join(directory, "workbench.lock"), { timeout: 0 });
    database.exec("BEGIN EXCLUSIVE");
    writeFileSync(holderFile, String(process.pid));
  } catch (error) {
    database?.close();
    throw isLocked(error) ? alreadyRunning(directory, holderFile) : asStoreError(error, directory);
  }
  const lock = database;
  held.add(lock);
  return {
    release(): void {
      if (!held.delete(lock)) return;
      rmSync(holderFile, { force: true });
      lock.close();
    },
  };
}

function nearestThere(path: string): string {
  return existsSync(path) ? path : nearestThere(dirname(path));
}

/** Whether a process works on the data directory. Looking leaves no trace in it. */
export function isDirectoryInUse(directory: string): boolean {
  const file = join(directory, "workbench.lock");
  if (!existsSync(file)) return false;
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { readOnly: true, timeout: 0 });
    database.exec("SELECT 1 FROM sqlite_schema");
    return false;
  } catch (error) {
    if (isLocked(error)) return true;
    throw asStoreError(error, file);
  } finally {
    database?.close();
  }
}

/** The number in the file is only for the message; a stale one holds nobody up. */
function alreadyRunning(directory: string, holderFile: string): Error {
  const holder = readHolder(holderFile);
  const who = holder === null ? "" : ` (process ${holder})`;
  return storeError(
    "already-running",
    `The workbench already runs on ${directory}${who}. Stop that one first, or choose another data directory with WORKBENCH_DATA_DIR.`,
    { directory, pid: holder },
  );
}

function readHolder(holderFile: string): number | null {
  try {
    const pid = Number(readFileSync(holderFile, "utf8"));
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
