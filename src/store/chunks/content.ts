import { createHash } from "node:crypto";
import * as z from "zod";
import { Sha256 } from "#core/sha256.ts";
import { cut, MIN_CHUNK_BYTES } from "./cut.ts";

/** The most bytes one content may have as JSON. */
export const MAX_CONTENT_BYTES = 5 * 1024 * 1024;

/** What stands in an item for content kept in chunks: their names in order, and size and hash of the whole. */
export const Manifest = z.object({
  chunks: z.array(Sha256).min(1).max(MAX_CONTENT_BYTES / MIN_CHUNK_BYTES),
  bytes: z.int().min(1).max(MAX_CONTENT_BYTES),
  sha256: Sha256,
});
export type Manifest = z.infer<typeof Manifest>;

/** A piece of content; it is called by the hash of its bytes, and so never changes. */
export type Chunk = { sha256: string; bytes: Uint8Array };

/** The manifest of a content, and its chunks, each once. */
export function split(content: Uint8Array): { manifest: Manifest; chunks: Chunk[] } {
  const chunks = cut(content).map((bytes): Chunk => ({ sha256: sha256Of(bytes), bytes }));
  const manifest = { chunks: chunks.map(({ sha256 }) => sha256), bytes: content.length, sha256: sha256Of(content) };
  return { manifest, chunks: [...new Map(chunks.map((chunk) => [chunk.sha256, chunk])).values()] };
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
