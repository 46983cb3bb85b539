import { createHash } from "node:crypto";
import type { Json, Query } from "#core/ports.ts";
import { storeError } from "./errors.ts";

const VERSION = 1;

/**
 * An opaque paging cursor: a position, sealed with a digest over it and over the question it belongs to. The digest is no
 * secret: a forged position could only name a place in the partition the caller asks for anyway.
 */
export function sealCursor(question: unknown, position: Json): string {
  const digest = createHash("sha256").update(JSON.stringify([VERSION, question, position])).digest("base64url");
  return Buffer.from(JSON.stringify([VERSION, digest, position])).toString("base64url");
}

/** The position in a cursor; `invalid` unless it was sealed, to the character, for this very question. */
export function openCursor(question: unknown, cursor: string): Json {
  const position = positionIn(cursor);
  if (position === undefined || sealCursor(question, position) !== cursor) {
    throw storeError("invalid", "The cursor does not belong to this query. Start again without a cursor.", { cursor });
  }
  return position;
}

function positionIn(cursor: string): Json | undefined {
  try {
    const sealed: Json = JSON.parse(Buffer.from(cursor, "base64url").toString());
    const position = Array.isArray(sealed) ? sealed[2] : undefined;
    // A position is a flat list; what is nested deep enough could not even be sealed for comparison.
    return Array.isArray(position) && position.every((part) => typeof part !== "object" || part === null) ? position : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** What makes a query the very same query: all of it but its cursor and the number of items asked for at a time. */
export function questionOf({ index, partition, sort, filter, descending }: Query): unknown {
  return [index ?? null, partition, sort ?? null, filter ?? null, descending ?? false];
}
