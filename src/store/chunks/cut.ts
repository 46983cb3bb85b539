import { scramble, seedOf, seedStep } from "#core/delivery/random.ts";

/** A chunk has more than MIN bytes, unless it is the last, and at most MAX; about 80 KB on average. */
export const MIN_CHUNK_BYTES = 32 * 1024;
export const MAX_CHUNK_BYTES = 128 * 1024;

/** One random number per byte, the same everywhere. Another seed would only end the sharing with chunks already written. */
const gear = Int32Array.from({ length: 256 }, (_, byte) => scramble(seedOf("gear") + byte * seedStep));

/**
 * Cuts bytes where the bytes themselves say so: of the places a chunk may end at, the one where the rolling hash of the 32
 * bytes before it is smallest. What is inserted or changed moves the cuts beside it and, but for chance, no other.
 * The hash is the gear hash of Xia et al., FastCDC (USENIX ATC 2016); taking the extreme instead of the first match keeps
 * cutting by content in text that repeats itself, as in Zhang et al., AE (INFOCOM 2015).
 */
export function cut(bytes: Uint8Array): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = endOfChunk(bytes, start);
    chunks.push(bytes.subarray(start, end));
    start = end;
  }
  return chunks;
}

function endOfChunk(bytes: Uint8Array, start: number): number {
  const limit = Math.min(start + MAX_CHUNK_BYTES, bytes.length);
  let end = limit;
  let smallest = Infinity;
  let hash = 0;
  for (let at = start + MIN_CHUNK_BYTES; at < limit; at++) {
    hash = ((hash << 1) + (gear[bytes[at] ?? 0] ?? 0)) | 0;
    if (hash >>> 0 < smallest) {
      smallest = hash >>> 0;
      end = at + 1;
    }
  }
  return end;
}
