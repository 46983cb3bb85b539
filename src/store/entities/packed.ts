import { gunzipSync, gzipSync } from "node:zlib";
import type { Item } from "#core/ports.ts";
import { storeError } from "#store/errors.ts";
import { describeKey } from "#store/keys.ts";

/** Content whose JSON is larger than this many bytes is stored compressed. */
const PACK_ABOVE_BYTES = 64 * 1024;

/** The item with its `content` as base64 gzip in `packedContent` where it is large; otherwise as it is. */
export function pack(item: Item): Item {
  const { content, ...rest } = item;
  const json = JSON.stringify(content);
  if (Buffer.byteLength(json) <= PACK_ABOVE_BYTES) return item;
  return { ...rest, packedContent: gzipSync(json).toString("base64") };
}

/** Undoes `pack`; `corrupt`, naming the key, when what was packed cannot be read. */
export function unpack(item: Item): Item {
  const { packedContent, ...rest } = item;
  if (typeof packedContent !== "string") return item;
  try {
    return { ...rest, content: JSON.parse(gunzipSync(Buffer.from(packedContent, "base64")).toString()) };
  } catch (error) {
    const key = { PK: item.PK, SK: item.SK };
    throw storeError("corrupt", `The compressed content of ${describeKey(key)} cannot be read.`, { key }, error);
  }
}
