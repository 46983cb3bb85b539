import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import * as z from "zod";
import type { Item, Key, Operation, Store } from "#core/ports.ts";
import { type Chunk, sha256Of } from "#store/chunks/content.ts";
import { MAX_CHUNK_BYTES } from "#store/chunks/cut.ts";
import { storeError } from "#store/errors.ts";
import { describeKey, identityOf, keyOf, keysOf, prefixOf } from "#store/keys.ts";
import { entities } from "#store/table.ts";
import { entityFrom, itemFrom } from "./item.ts";

const compress = promisify(gzip);
const expand = promisify(gunzip);

/** `data` is base64 of gzip; `upload` says which upload wrote it last. */
const StoredChunk = z.object({ data: z.string(), upload: z.string() });

type Which = { projectId: string; sha256: string };

/** A chunk, written unconditionally: under its name there can only be the same bytes. */
export async function chunkItem(input: { projectId: string; uploadId: string; chunk: Chunk }): Promise<Item> {
  const { projectId, uploadId, chunk } = input;
  const data = (await compress(chunk.bytes)).toString("base64");
  return itemFrom(StoredChunk, keysOf(entities.chunk, { projectId, sha256: chunk.sha256 }), { data, upload: uploadId });
}

/** The bytes of chunks, all got at once. What is answered throws `corrupt`, naming the key, for a chunk that is not there. */
export async function readChunks(store: Store, chunks: readonly Which[]): Promise<(chunk: Which) => Uint8Array> {
  const items = await store.getMany(chunks.map((chunk) => keyOf(entities.chunk, chunk)), { consistent: true });
  const found = new Map(await Promise.all(items.map(async (item) => [identityOf(item), await bytesOf(item)] as const)));
  return (chunk) => {
    const key = keyOf(entities.chunk, chunk);
    const bytes = found.get(identityOf(key));
    if (bytes === undefined) throw damaged(key, "is missing");
    return bytes;
  };
}

async function bytesOf(item: Item): Promise<Uint8Array> {
  const { data } = entityFrom(StoredChunk, item);
  let bytes: Uint8Array;
  try {
    bytes = await expand(Buffer.from(data, "base64"), { maxOutputLength: MAX_CHUNK_BYTES });
  } catch (error) {
    throw damaged(item, "cannot be read", error);
  }
  if (sha256Of(bytes) !== sha256In(item)) throw damaged(item, "does not hold the bytes it is named after");
  return bytes;
}

function damaged({ PK, SK }: Key, how: string, cause?: unknown): Error {
  const key = { PK, SK };
  const message = `The chunk ${describeKey(key)} ${how}. Go back to a version without it, or restore the newest backup.`;
  return storeError("corrupt", message, { key }, cause);
}

/** Which upload wrote each of these chunks last, by hash; a chunk that does not exist is absent. */
export async function lastUploads(store: Store, input: { projectId: string; chunks: readonly string[] }): Promise<Map<string, string>> {
  const keys = input.chunks.map((sha256) => keyOf(entities.chunk, { projectId: input.projectId, sha256 }));
  const items = await store.getMany(keys, { consistent: true });
  return new Map(items.map((item) => [sha256In(item), entityFrom(StoredChunk, item).upload]));
}

function sha256In({ SK }: Key): string {
  return SK.slice(prefixOf(entities.chunk.SK).length);
}

/** Deletes a chunk unless another upload has written it since. */
export function deleteChunk(input: Which & { uploadId: string }): Operation {
  return { kind: "delete", key: keyOf(entities.chunk, input), if: { equals: ["upload", input.uploadId] } };
}
