import * as z from "zod";
import type { Condition, Item, Query, SortCondition } from "#core/ports.ts";
import { epochSeconds, type Instant } from "#core/time.ts";
import { storeError } from "#store/errors.ts";
import { describeKey, type ItemKeys, prefixOf } from "#store/keys.ts";

const SECONDS_PER_DAY = 86_400;

/** An entity as an item. It is checked against its schema first, so that nothing is kept that could not be read back. */
export function itemFrom<T extends object>(schema: z.ZodType<T>, keys: ItemKeys & { TTL?: number }, entity: T): Item {
  const parsed = schema.safeParse(entity);
  if (!parsed.success) {
    throw storeError("invalid", `${describeKey(keys)} cannot be kept: ${z.prettifyError(parsed.error)}`, { key: keys });
  }
  return { ...parsed.data, ...keys };
}

/** The entity in an item; `corrupt`, naming the key, when the item does not fit the schema. */
export function entityFrom<T>(schema: z.ZodType<T>, item: Item): T {
  const parsed = schema.safeParse(item);
  if (parsed.success) return parsed.data;
  const key = { PK: item.PK, SK: item.SK };
  throw storeError("corrupt", `The stored item ${describeKey(key)} is not what it should be: ${z.prettifyError(parsed.error)}`, { key });
}

/** The condition that the stored version is this one; 0: that there is none. */
export function standsAt(version: number): Condition {
  return version === 0 ? { absent: "PK" } : { equals: ["version", version] };
}

/** The condition under which this version may be written: the stored one is exactly one lower, or there is none. */
export function follows(version: number): Condition {
  return standsAt(version - 1);
}

/** The TTL of something that happened at this time. */
export function expiry(at: Instant, retentionDays: number): number {
  return epochSeconds(at) + retentionDays * SECONDS_PER_DAY;
}

/** The sort keys, made by a template that begins with a time, from that time on; all of them without one. */
export function since(template: string, at: Instant | undefined): SortCondition {
  const prefix = prefixOf(template);
  // "~" sorts after every time.
  return { from: `${prefix}${at ?? ""}`, to: `${prefix}~` };
}

/** What a list takes besides its own filters: how many, and from where. */
export type Paging = { limit?: number | undefined; cursor?: string | undefined };

export function paging({ limit, cursor }: Paging): Pick<Query, "limit" | "cursor"> {
  return { ...(limit !== undefined && { limit }), ...(cursor !== undefined && { cursor }) };
}
