import { randomUUID } from "node:crypto";
import { hasCode } from "#core/errors.ts";
import type { Key, Operation, Store } from "#core/ports.ts";
import type { Instant } from "#core/time.ts";
import { chunkItem } from "#store/entities/chunk.ts";
import { endUpload, putUpload } from "#store/entities/upload.ts";
import { keyIn } from "#store/operation.ts";
import { type Chunk, Manifest } from "./content.ts";

/** Chunks that must be there before an item refers to them. Those its predecessor at `replaces` refers to are there already. */
export type ChunkedContent = { projectId: string; replaces: Key; at: Instant; chunks: readonly Chunk[] };

/** An upload is given up a day after it began: a second time is a machine that sleeps a day between two writes, twice. */
const ATTEMPTS = 3;

/**
 * Writes the chunks that are missing, then the operations, atomic together. A crash in between leaves everything as it was,
 * and an upload by which `sweepChunks` finds what is nobody's. Throws what `Store.write` throws for the operations.
 */
export async function writeWithChunks(store: Store, operations: readonly Operation[], contents: readonly ChunkedContent[]): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const ends: Operation[] = [];
    for (const content of contents) ends.push(...(await uploadMissing(store, content)));
    try {
      return await store.write([...operations, ...ends]);
    } catch (error) {
      if (attempt === ATTEMPTS || !isAbandoned(error, ends)) throw error;
    }
  }
}

/** Answers what ends the upload; nothing when no chunk was missing. */
async function uploadMissing(store: Store, { projectId, replaces, at, chunks }: ChunkedContent): Promise<Operation[]> {
  // A version that exists is never deleted, so the sweep never deletes a chunk it refers to.
  const { data } = Manifest.safeParse((await store.get(replaces, { consistent: true }))?.manifest);
  const missing = chunks.filter(({ sha256 }) => data === undefined || !data.chunks.includes(sha256));
  if (missing.length === 0) return [];
  const upload = { id: randomUUID(), projectId, chunks: missing.map(({ sha256 }) => sha256), startedAt: at, abandoned: false };
  await store.write([putUpload(upload)]);
  await store.putMany(await Promise.all(missing.map(async (chunk) => chunkItem({ projectId, uploadId: upload.id, chunk }))));
  return [endUpload(upload)];
}

function isAbandoned(error: unknown, ends: readonly Operation[]): boolean {
  if (!hasCode(error, "condition-failed")) return false;
  const { key } = error.payload;
  return ends.some((end) => JSON.stringify(keyIn(end)) === JSON.stringify(key));
}
