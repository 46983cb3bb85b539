import type { Key } from "#core/ports.ts";
import { identityOf } from "./keys.ts";

/** How many items DynamoDB puts, and gets, in one request. */
export const PUT_BATCH = 25;
export const GET_BATCH = 100;

/** All of them in order, so many at a time. */
export function batchesOf<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));
}

/** Each key once, and nothing but the key. */
export function distinct(keys: readonly Key[]): Key[] {
  return [...new Map(keys.map(({ PK, SK }) => [identityOf({ PK, SK }), { PK, SK }])).values()];
}
