import { accessSync, constants } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { storeError } from "#store/errors.ts";
import { asStoreError, corruptFile } from "./faults.ts";
import { schema, SCHEMA_VERSION } from "./schema.ts";

/** How long a write waits for another process's, in milliseconds. The wait blocks the process, so it is short. */
const BUSY_TIMEOUT_MS = 2000;

/** Opens a data file, checks it, and makes it durable unless told otherwise: what is committed survives a crash and a power cut. */
export function openDatabase(file: string, { durable = true }: { durable?: boolean } = {}): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    accessSync(dirname(file), constants.R_OK | constants.W_OK);
    database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
    prepare(database, file, durable);
    return database;
  } catch (error) {
    database?.close();
    throw asStoreError(error, file);
  }
}

function prepare(database: DatabaseSync, file: string, durable: boolean): void {
  checkSound(database, file);
  checkOurs(database, file);
  const mode = pragma(database, "journal_mode = WAL");
  if (mode !== "wal") {
    throw storeError("unavailable", `${file} cannot be kept safe here (journal mode ${mode}). Use a data directory on a local disk.`, { file });
  }
  database.exec(`PRAGMA synchronous = ${durable ? "FULL" : "OFF"}`);
  // Only macOS has this: there a plain fsync leaves the data in the drive's own cache.
  database.exec("PRAGMA fullfsync = ON");
  transaction(database, () => {
    for (const statement of schema) database.exec(statement);
  });
}

function checkSound(database: DatabaseSync, file: string): void {
  const found = pragma(database, "quick_check(1)");
  if (found !== "ok") throw corruptFile(file, found);
}

function checkOurs(database: DatabaseSync, file: string): void {
  const version = Number(pragma(database, "user_version"));
  if (version > SCHEMA_VERSION) {
    throw storeError("incompatible", `${file} was written by a newer version of the workbench. Update the workbench, or use another data directory.`, { file });
  }
  const foreign = version === 0 && database.prepare("SELECT 1 FROM sqlite_schema LIMIT 1").get() !== undefined;
  if (foreign) throw storeError("incompatible", `${file} belongs to another program. Use another data directory.`, { file });
}

function pragma(database: DatabaseSync, name: string): string {
  const row = database.prepare(`PRAGMA ${name}`).get();
  return String(Object.values(row ?? {})[0]);
}

/** Runs the work in one write transaction: all of it is on disk when this returns, or none of it. */
export function transaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    // A full disk or an I/O error has already rolled back.
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}
