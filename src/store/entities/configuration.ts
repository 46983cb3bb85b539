import * as z from "zod";
import type { Store } from "#core/ports.ts";
import { keyOf, keysOf } from "#store/keys.ts";
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

function entityOf<T>(value: z.ZodType<T>): z.ZodType<Configured<T>> {
  return z.object({ value, version: z.int().min(1) });
}
