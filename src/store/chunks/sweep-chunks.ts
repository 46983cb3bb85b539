import { hasCode } from "#core/errors.ts";
import type { Operation, Store } from "#core/ports.ts";
import { addMs, type Instant } from "#core/time.ts";
import { withoutReferenced } from "#store/entities/artefact.ts";
import { deleteChunk, lastUploads } from "#store/entities/chunk.ts";
import { abandonUpload, deleteUpload, listLiveUploads, listOldUploads, type Upload } from "#store/entities/upload.ts";

const DAY_MS = 86_400_000;

/**
 * Deletes the chunks of uploads that were begun more than a day ago and never ended, as far as no version refers to them,
 * and answers how many that were. One request when there is no such upload.
 */
export async function sweepChunks(store: Store, { now }: { now: Instant }): Promise<number> {
  let deleted = 0;
  for (const upload of await listOldUploads(store, { startedBy: addMs(now, -DAY_MS) })) deleted += await sweepUpload(store, upload);
  return deleted;
}

/**
 * The order is what makes it safe beside writers. First nobody can refer to the chunks by this upload any more. Whoever
 * writes one of them again after we looked at it changes its upload, and our deletion fails. Whoever wrote it again before
 * shows as a live upload, or else as the version that ended it, because versions are read last.
 */
async function sweepUpload(store: Store, upload: Upload): Promise<number> {
  const { projectId } = upload;
  if (!(await succeeds(store, abandonUpload(upload)))) return 0;
  const last = await lastUploads(store, upload);
  const live = new Set((await listLiveUploads(store, { projectId })).flatMap(({ chunks }) => chunks));
  const orphans = await withoutReferenced(store, { projectId, chunks: [...last.keys()].filter((sha256) => !live.has(sha256)) });
  let deleted = 0;
  for (const sha256 of orphans) {
    const uploadId = last.get(sha256);
    if (uploadId !== undefined && (await succeeds(store, deleteChunk({ projectId, sha256, uploadId })))) deleted++;
  }
  await store.write([deleteUpload(upload)]);
  return deleted;
}

/** False when the condition does not hold. */
async function succeeds(store: Store, operation: Operation): Promise<boolean> {
  try {
    await store.write([operation]);
    return true;
  } catch (error) {
    if (hasCode(error, "condition-failed")) return false;
    throw error;
  }
}
