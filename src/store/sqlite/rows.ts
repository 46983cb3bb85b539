import type { SQLInputValue, SQLOutputValue } from "node:sqlite";
import type { Item } from "#core/ports.ts";
import { storeError } from "#store/errors.ts";
import { describeKey } from "#store/keys.ts";
import { columns } from "./schema.ts";

export type Row = Record<string, SQLOutputValue>;

const keyColumns = columns.filter((column) => column !== "data");

/** An item as the values of `columns`, in their order. */
export function rowOf(item: Item): SQLInputValue[] {
  const { PK, SK, GSI1PK, GSI1SK, GSI2PK, GSI2SK, TTL, ...data } = item;
  return [PK, SK, GSI1PK ?? null, GSI1SK ?? null, GSI2PK ?? null, GSI2SK ?? null, TTL ?? null, JSON.stringify(data)];
}

export function itemOf(row: Row): Item {
  const keys: Row = {};
  for (const column of keyColumns) if (row[column] !== null && row[column] !== undefined) keys[column] = row[column];
  // A spread defines attributes as they are named; an assignment would trip over one called __proto__.
  return { ...keys, ...attributes(row, row.data) } as Item;
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
