import type { SQLInputValue, SQLOutputValue } from "node:sqlite";
import type { Item } from "#core/ports.ts";
import { storeError } from "#store/errors.ts";
import { describeKey } from "#store/keys.ts";

export type Row = Record<string, SQLOutputValue>;

/** An item as the values of `columns`, in their order. */
export function rowOf(item: Item): SQLInputValue[] {
  const { PK, SK, GSI1PK, GSI1SK, GSI2PK, GSI2SK, TTL, ...data } = item;
  return [PK, SK, GSI1PK ?? null, GSI1SK ?? null, GSI2PK ?? null, GSI2SK ?? null, TTL ?? null, JSON.stringify(data)];
}

export function itemOf(row: Row): Item {
  const { data, ...columns } = row;
  const keys = Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== null));
  // A spread defines attributes as they are named; an assignment would trip over one called __proto__.
  return { ...keys, ...attributes(row, data) } as Item;
}

function attributes(row: Row, data: SQLOutputValue | undefined): object {
  try {
    const parsed: unknown = JSON.parse(String(data));
    if (typeof parsed === "object" && parsed !== null) return parsed;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  const key = { PK: String(row.PK), SK: String(row.SK) };
  throw storeError("corrupt", `The stored item ${describeKey(key)} is not JSON. Restore a backup, or delete that item.`, { key });
}
