import { accessSync, constants, existsSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { storeError } from "#store/errors.ts";
import { asStoreError, corruptFile } from "./faults.ts";
import { schema } from "./schema.ts";
import { findDamageIn, OPEN_TIMEOUT_MS, originOf } from "./soundness.ts";

/** How long a write waits inside SQLite; `patiently` waits longer, without blocking. */
const WRITE_TIMEOUT_MS = 50;

/**
 * Opens a data file, checks it, brings one of an earlier version up to this one, and makes it durable unless told otherwise:
 * what is committed survives a crash and a power cut.
 */
export function openDatabase(file: string, { durable = true }: { durable?: boolean } = {}): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    accessSync(dirname(file), constants.R_OK | constants.W_OK);
    const damage = existsSync(file) ? findDamageIn(file) : null;
    if (damage !== null) throw corruptFile(file, damage);
    database = new DatabaseSync(file, { timeout: OPEN_TIMEOUT_MS });
    prepare(database, file, durable);
    return database;
  } catch (error) {
    database?.close();
    throw asStoreError(error, file);
  }
}

function prepare(database: DatabaseSync, file: string, durable: boolean): void {
  requireOurs(database, file);
  const mode = String(database.prepare("PRAGMA journal_mode = WAL").get()?.["journal_mode"]);
  if (mode !== "wal") {
    throw storeError("unavailable", `${file} cannot be kept safe here (journal mode ${mode}). Use a data directory on a local disk.`, { file });
  }
  database.exec(`PRAGMA synchronous = ${durable ? "FULL" : "OFF"}`);
  // Only macOS has this: there a plain fsync leaves the data in the drive's own cache.
  database.exec("PRAGMA fullfsync = ON");
  // Also on a file that lacks nothing: one that cannot be written is found out at once.
  transaction(database, () => {
    for (const statement of schema) database.exec(statement);
  });
  database.exec(`PRAGMA busy_timeout = ${WRITE_TIMEOUT_MS}`);
}

/**
 * A second connection to a data file that sees it as it is at this moment, whatever is written meanwhile; it writes nothing.
 * Close it soon: until then the log beside the file only grows.
 */
export function openSnapshot(file: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { readOnly: true, timeout: OPEN_TIMEOUT_MS });
    // The first read of the transaction is what fixes the moment.
    database.exec("BEGIN");
    if (requireOurs(database, file) !== "ours") throw storeError("unavailable", `${file} is empty. The first start of the workbench fills it.`, { file });
    return database;
  } catch (error) {
    database?.close();
    throw asStoreError(error, file);
  }
}

/** Refuses a file of a newer version or of another program, and leaves it as it is. */
function requireOurs(database: DatabaseSync, file: string): "ours" | "nobody's" {
  const whose = originOf(database);
  if (whose === "newer") {
    throw storeError("incompatible", `${file} was written by a newer version of the workbench. Update the workbench, or use another data directory.`, { file });
  }
  if (whose === "foreign") throw storeError("incompatible", `${file} belongs to another program. Use another data directory.`, { file });
  return whose;
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
