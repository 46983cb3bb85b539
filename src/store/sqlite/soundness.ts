import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { messageOf } from "#core/errors.ts";
import { resultCodeOf, resultCodes } from "./result-codes.ts";
import { SCHEMA_VERSION } from "./schema.ts";

/** How long opening waits for another process, in milliseconds. The wait blocks this one. */
export const OPEN_TIMEOUT_MS = 2000;

/**
 * What SQLite finds wrong with a database, in one line; null when it is whole. `quick_check` would take 37 ms for 50 MB
 * instead of 51, but does not compare the indexes with the table: a lost index entry would be an escalation nobody sees.
 */
export function findDamage(database: DatabaseSync): string | null {
  try {
    const found = String(database.prepare("PRAGMA integrity_check(1)").get()?.["integrity_check"]);
    return found === "ok" ? null : found.replace(/^\*\*\* in database \w+ \*\*\*/, "").replaceAll(/\s+/g, " ").trim();
  } catch (error) {
    const code = resultCodeOf(error);
    if (code !== resultCodes.CORRUPT && code !== resultCodes.NOTADB) throw error;
    return messageOf(error);
  }
}

/**
 * The same for a file nobody has opened here. Where it has a log it is looked at by a connection that cannot write: closing
 * one that can would write the log into the damaged file.
 */
export function findDamageIn(file: string): string | null {
  const database = new DatabaseSync(file, { readOnly: existsSync(`${file}-wal`), timeout: OPEN_TIMEOUT_MS });
  try {
    return findDamage(database);
  } finally {
    database.close();
  }
}

/** Whose a whole database is: ours, nobody's yet, ours of a newer version, or another program's. */
type Origin = "ours" | "nobody's" | "newer" | "foreign";

export function originOf(database: DatabaseSync): Origin {
  // In one statement, because another process may be making the file at this moment.
  const found = database
    .prepare(
      `SELECT user_version AS version,
         EXISTS (SELECT 1 FROM sqlite_schema) AS used,
         EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'items') AS hasItems
       FROM pragma_user_version`,
    )
    .get();
  const version = Number(found?.["version"]);
  if (version > SCHEMA_VERSION) return "newer";
  if (version > 0 && found?.["hasItems"] === 1) return "ours";
  return version === 0 && found?.["used"] === 0 ? "nobody's" : "foreign";
}
