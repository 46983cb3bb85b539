import * as z from "zod";
import type { Json, Store } from "#core/ports.ts";
import { keyOf, keysOf, prefixOf } from "#store/keys.ts";
import { entities } from "#store/table.ts";
import { entityFrom, follows, itemFrom } from "./item.ts";

type Configured<T> = { value: T; version: number };

/** One configured value, with the schema its reader expects; null while nothing is configured under the key. */
export async function getConfiguration<T>(store: Store, input: { key: string; schema: z.ZodType<T> }): Promise<Configured<T> | null> {
  const item = await store.get(keyOf(entities.configuration, input), { consistent: true });
  return item === null ? null : entityFrom(entityOf(input.schema), item);
}

/** Saves a value at its new version; `condition-failed` when the stored one is not exactly one lower (absent for 1). */
export async function putConfiguration<T>(
  store: Store,
  input: { key: string; schema: z.ZodType<T> } & Configured<T>,
): Promise<void> {
  const { key, schema, value, version } = input;
  const item = itemFrom(entityOf(schema), keysOf(entities.configuration, { key }), { value, version });
  await store.write([{ kind: "put", item, if: follows(version) }]);
}

/** Everything configured, by key; what a value means is for its reader, who has its schema. */
export async function listConfiguration(store: Store): Promise<({ key: string } & Configured<Json>)[]> {
  const { PK: partition, SK } = entities.configuration;
  const prefix = prefixOf(SK);
  const { items } = await store.query({ partition, sort: { beginsWith: prefix }, consistent: true });
  return items.map((item) => ({ key: item.SK.slice(prefix.length), ...entityFrom(entityOf(z.json()), item) }));
}

function entityOf<T>(value: z.ZodType<T>): z.ZodType<Configured<T>> {
  return z.object({ value, version: z.int().min(1) });
}
