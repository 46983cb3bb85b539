import * as z from "zod";
import type { Operation, Store } from "#core/ports.ts";
import { Sha256 } from "#core/sha256.ts";
import { Instant } from "#core/time.ts";
import { fill, keyOf, keysOf, prefixOf } from "#store/keys.ts";
import { entities } from "#store/table.ts";
import { entityFrom, itemFrom } from "./item.ts";

/**
 * Chunks on their way: written before them, ended by the very write that refers to them. One that is still there after a
 * crash says which chunks may be nobody's; once `abandoned` it can no longer be ended.
 */
const Upload = z.object({
  id: z.uuid(),
  projectId: z.uuid(),
  chunks: z.array(Sha256).min(1),
  startedAt: Instant,
  abandoned: z.boolean(),
});
export type Upload = z.infer<typeof Upload>;

export function putUpload(upload: Upload): Operation {
  return { kind: "put", item: itemOf(upload) };
}

/** Part of the write that refers to the chunks; makes it fail when the upload was given up meanwhile. */
export function endUpload(upload: Upload): Operation {
  return { kind: "delete", key: keyOf(entities.upload, upload), if: { equals: ["abandoned", false] } };
}

/** Lets nobody end it any more; fails when it has been ended. */
export function abandonUpload(upload: Upload): Operation {
  return { kind: "put", item: itemOf({ ...upload, abandoned: true }), if: { exists: "PK" } };
}

export function deleteUpload(upload: Upload): Operation {
  return { kind: "delete", key: keyOf(entities.upload, upload) };
}

/** Uploads of all projects begun by then, the oldest first. */
export async function listOldUploads(store: Store, input: { startedBy: Instant }): Promise<Upload[]> {
  const { items } = await store.query({ index: "GSI1", partition: entities.upload.GSI1PK, sort: { to: input.startedBy } });
  return items.map((item) => entityFrom(Upload, item));
}

/** Uploads of a project that can still be ended. */
export async function listLiveUploads(store: Store, input: { projectId: string }): Promise<Upload[]> {
  const { items } = await store.query({
    partition: fill(entities.upload.PK, input),
    sort: { beginsWith: prefixOf(entities.upload.SK) },
    filter: { equals: ["abandoned", false] },
    consistent: true,
  });
  return items.map((item) => entityFrom(Upload, item));
}

function itemOf(upload: Upload) {
  const { projectId, id, startedAt } = upload;
  return itemFrom(Upload, keysOf(entities.upload, { projectId, id, startedAt }), upload);
}
