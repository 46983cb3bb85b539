import type { Item } from "#core/ports.ts";
import type { Instant } from "#core/time.ts";
import { openSnapshot } from "./connection.ts";
import { asStoreError } from "./faults.ts";
import { breathe } from "./patience.ts";
import { itemOf, prepareForRows } from "./rows.ts";
import { columns } from "./schema.ts";

/** Items read before the process may answer others: less than a millisecond's work. */
const PAGE = 100;

/**
 * Every item of a data file that has not expired, in key order, as they all were at the moment the first is asked for. The
 * file may be in use by a running workbench; it is not changed. Throws the errors of `openSqliteStore`.
 */
export async function* readEverything({ file, now }: { file: string; now: () => Instant }): AsyncGenerator<Item> {
  const snapshot = openSnapshot(file);
  try {
    const sql = `SELECT ${columns.join(", ")} FROM items WHERE TTL IS NULL OR TTL > ? ORDER BY PK, SK`;
    let read = 0;
    for (const row of prepareForRows(snapshot, sql).iterate(Math.floor(Date.parse(now()) / 1000))) {
      yield itemOf(row);
      if (++read % PAGE === 0) await breathe();
    }
  } catch (error) {
    throw asStoreError(error, file);
  } finally {
    snapshot.close();
  }
}
