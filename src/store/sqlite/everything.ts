import type { Item } from "#core/ports.ts";
import { epochSeconds, type Instant } from "#core/time.ts";
import { openSnapshot } from "./connection.ts";
import { asStoreError, corruptFile } from "./faults.ts";
import { breathe } from "./patience.ts";
import { itemOf, prepareForRows } from "./rows.ts";
import { columns } from "./schema.ts";
import { findDamage } from "./soundness.ts";

/** Items read before the process may answer others: less than a millisecond's work. */
const PAGE = 100;

/**
 * Every item of a data file that has not expired, in key order, as they all were at the moment the first is asked for. The
 * file may be in use by a running workbench; it is not changed. Throws the errors of `openSqliteStore`.
 */
export async function* readEverything({ file, now }: { file: string; now: () => Instant }): AsyncGenerator<Item> {
  const snapshot = openSnapshot(file);
  try {
    // A page in another's place is read without complaint, as items twice and items missing.
    const damage = findDamage(snapshot);
    if (damage !== null) throw corruptFile(file, damage);
    const sql = `SELECT ${columns.join(", ")} FROM items WHERE TTL IS NULL OR TTL > ? ORDER BY PK, SK`;
    let read = 0;
    for (const row of prepareForRows(snapshot, sql).iterate(epochSeconds(now()))) {
      yield itemOf(row);
      if (++read % PAGE === 0) await breathe();
    }
  } catch (error) {
    throw asStoreError(error, file);
  } finally {
    snapshot.close();
  }
}
