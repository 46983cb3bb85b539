import { ActionRecord } from "#core/entities/action-record.ts";
import type { Operation, Store } from "#core/ports.ts";
import type { Instant } from "#core/time.ts";
import { fill, keysOf } from "#store/keys.ts";
import { entities } from "#store/table.ts";
import { entityFrom, expiry, itemFrom, type Paging, paging, since } from "./item.ts";

/** Keeps a new record; one that exists is never written over. */
export function addActionRecord(record: ActionRecord): Operation {
  const { projectId, at, id } = record;
  const keys = { ...keysOf(entities.actionRecord, { projectId, at, id }), TTL: expiry(at, entities.actionRecord.retentionDays) };
  return { kind: "put", item: itemFrom(ActionRecord, keys, record), if: { absent: "PK" } };
}

/** The action records of a project, newest first, back to `since`. */
export async function listActionRecords(
  store: Store,
  input: Paging & { projectId: string; since?: Instant | undefined },
): Promise<{ records: ActionRecord[]; cursor: string | null }> {
  const page = await store.query({
    partition: fill(entities.actionRecord.PK, input),
    sort: since(entities.actionRecord.SK, input.since),
    descending: true,
    ...paging(input),
  });
  return { records: page.items.map((item) => entityFrom(ActionRecord, item)), cursor: page.cursor ?? null };
}
