import { digest } from "#app/ids.ts";
import type { Item, Json } from "#core/ports.ts";
import { epochSeconds, type Instant } from "#core/time.ts";

/**
 * What a set of items is known by, whatever order they come in, because no two engines list them in the same one: how many
 * there are, and the sum, modulo 2^256, of the SHA-256 of each item's line, in 64 hexadecimal digits.
 */
export type Fingerprint = { items: number; hash: string };

/** An item as one line: attribute names sorted at every depth, so that the same item always is the same bytes. */
export function lineOf(item: Item): string {
  return JSON.stringify(item, (_name, value: Json) => (typeof value === "object" && value !== null && !Array.isArray(value) ? sorted(value) : value));
}

/** Compared by UTF-16 units, which no locale changes. */
function sorted(value: { [name: string]: Json }): object {
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

export type Tally = { add(line: string): void; total(): Fingerprint };

/** Sums lines up as they pass. */
export function createTally(): Tally {
  let items = 0;
  let sum = 0n;
  return {
    add: (line) => {
      items++;
      sum = BigInt.asUintN(256, sum + BigInt(`0x${digest(line)}`));
    },
    total: () => ({ items, hash: sum.toString(16).padStart(64, "0") }),
  };
}

/** The fingerprint of those items that have not expired at a time. */
export async function fingerprintOf(items: AsyncIterable<Item>, at: Instant): Promise<Fingerprint> {
  const tally = createTally();
  for await (const item of items) if (!hasExpired(item, at)) tally.add(lineOf(item));
  return tally.total();
}

export function hasExpired({ TTL }: Item, at: Instant): boolean {
  return TTL !== undefined && TTL <= epochSeconds(at);
}

export function isSame(one: Fingerprint, other: Fingerprint): boolean {
  return one.items === other.items && one.hash === other.hash;
}
