import type { Key } from "#core/ports.ts";
import { storeError } from "./errors.ts";
import type { KeyTemplates } from "./table.ts";

/** The {names} of a template, as a type: a missing value does not compile. */
type Names<T> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;

export const keyAttributes = ["PK", "SK", "GSI1PK", "GSI1SK", "GSI2PK", "GSI2SK"] as const;
export type KeyAttribute = (typeof keyAttributes)[number];
export type ItemKeys = Key & Partial<Record<KeyAttribute, string>>;

/** All key attributes of an entity; calling it on every write is what keeps the indexes true to the item. */
export function keysOf<const T extends KeyTemplates>(
  templates: T,
  values: Record<Names<T[keyof T & KeyAttribute]>, string>,
): ItemKeys {
  const keys: ItemKeys = { PK: fill(templates.PK, values), SK: fill(templates.SK, values) };
  for (const attribute of keyAttributes) {
    const template = templates[attribute];
    if (template !== undefined) keys[attribute] = fill(template, values);
  }
  return keys;
}

/** The key of an entity's item, for reading it. */
export function keyOf<const T extends KeyTemplates>(templates: T, values: Record<Names<T["PK"] | T["SK"]>, string>): Key {
  return { PK: fill(templates.PK, values), SK: fill(templates.SK, values) };
}

/** A template filled completely. */
export function fill<const T extends string>(template: T, values: Record<Names<T>, string>): string {
  const known: Record<string, string> = values;
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = known[name];
    if (value === undefined) throw storeError("invalid", `The key ${template} has no value for {${name}}.`);
    return value;
  });
}

/** One text per key, for sets and maps. */
export function identityOf({ PK, SK }: Key): string {
  return JSON.stringify([PK, SK]);
}

/** A key for a message. */
export function describeKey({ PK, SK }: Key): string {
  return `${PK} / ${SK}`;
}

/** The literal start of a template: what all its keys begin with. */
export function prefixOf(template: string): string {
  return template.split("{", 1)[0] ?? "";
}
