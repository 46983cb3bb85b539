import * as z from "zod";
import { appError } from "#app/errors.ts";
import type { Condition, Item, Key, Store } from "#core/ports.ts";
import { entityFrom } from "#store/entities/item.ts";
import { keyOf } from "#store/keys.ts";
import { entities } from "#store/table.ts";

/** Stands in a store for as long as it holds only part of what is imported into it: of which export, and how far it is. */
const ImportMarker = z.object({ file: z.string(), hash: z.string(), items: z.int(), done: z.int() });
export type ImportMarker = z.infer<typeof ImportMarker>;

const key: Key = keyOf(entities.configuration, { key: "import" });

export async function getMarker(store: Store): Promise<ImportMarker | null> {
  const item = await store.get(key, { consistent: true });
  return item === null ? null : entityFrom(ImportMarker, item);
}

/** Puts the marker that is to stand where `before` stood (null: none did). Throws `condition-failed` when another import was faster. */
export async function putMarker(store: Store, before: ImportMarker | null, marker: ImportMarker): Promise<void> {
  await store.write([{ kind: "put", item: { ...key, ...marker }, if: standing(before) }]);
}

export async function removeMarker(store: Store, before: ImportMarker): Promise<void> {
  await store.write([{ kind: "delete", key, if: standing(before) }]);
}

function standing(marker: ImportMarker | null): Condition {
  return marker === null ? { absent: "PK" } : { and: [{ equals: ["hash", marker.hash] }, { equals: ["done", marker.done] }] };
}

export function isMarker(item: Item): boolean {
  return item.PK === key.PK && item.SK === key.SK;
}

/** Throws `unfinished-import`, with the command that finishes it, for a store that holds only part of what is being imported. */
export async function requireWhole(store: Store, where: string): Promise<void> {
  const marker = await getMarker(store);
  if (marker !== null) throw unfinishedImport(marker, where);
}

export function unfinishedImport({ file, items, done }: ImportMarker, where: string): Error {
  return appError("unfinished-import", `An import into ${where} was not finished: ${done} of ${items} items are known to be there. Finish it with: npm run workbench -- import "${file}". If that file is lost, put back a backup or begin with an empty store.`, { file, items, done });
}
