import * as z from "zod";
import type { Item, Json, Store } from "#core/ports.ts";
import { readChunks } from "#store/entities/chunk.ts";
import { entityFrom } from "#store/entities/item.ts";
import { storeError } from "#store/errors.ts";
import { describeKey } from "#store/keys.ts";
import { Manifest, sha256Of } from "./content.ts";

const Manifested = z.object({ projectId: z.string(), manifest: Manifest });

/**
 * The items with `content` in place of a manifest; the chunks of all of them are got at once, and not asked for when there
 * are none. Throws `corrupt`, naming the key, when a chunk is missing or damaged or does not belong.
 */
export async function withContents(store: Store, items: readonly Item[]): Promise<Item[]> {
  const manifests = new Map(
    items.filter((item) => Object.hasOwn(item, "manifest")).map((item) => [item, entityFrom(Manifested, item)]),
  );
  const wanted = [...manifests.values()].flatMap(({ projectId, manifest }) => manifest.chunks.map((sha256) => ({ projectId, sha256 })));
  const bytesOf = await readChunks(store, wanted);
  return items.map((item) => {
    const chunked = manifests.get(item);
    if (chunked === undefined) return item;
    const { projectId, manifest } = chunked;
    const { manifest: _, ...rest } = item;
    return { ...rest, content: contentOf(item, manifest, Buffer.concat(manifest.chunks.map((sha256) => bytesOf({ projectId, sha256 })))) };
  });
}

function contentOf({ PK, SK }: Item, manifest: Manifest, bytes: Buffer): Json {
  try {
    // Joined before they are decoded: a cut can go through a character.
    if (bytes.length === manifest.bytes && sha256Of(bytes) === manifest.sha256) return JSON.parse(bytes.toString());
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  const key = { PK, SK };
  const message = `The chunks of ${describeKey(key)} do not make up its content. Go back to another version, or restore the newest backup.`;
  throw storeError("corrupt", message, { key });
}
