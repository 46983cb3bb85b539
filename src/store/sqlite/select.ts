import type { SQLInputValue } from "node:sqlite";
import type { Json, Query } from "#core/ports.ts";
import { storeError } from "#store/errors.ts";
import { table } from "#store/table.ts";
import { columns } from "./schema.ts";

export type Select = { sql: string; parameters: SQLInputValue[]; order: readonly string[] };

/** Compiles a query, from the position after `after` on; what has expired at `now` (epoch seconds) is not there. */
export function selectOf(query: Query, after: Json | null, now: number): Select {
  const index = query.index === undefined ? table : table.indexes[query.index];
  const order = query.index === undefined ? [table.sortKey] : [index.sortKey, table.partitionKey, table.sortKey];
  const terms: string[] = [`${index.partitionKey} = ?`];
  const parameters: SQLInputValue[] = [query.partition];

  function require(term: string, ...values: SQLInputValue[]): void {
    terms.push(term);
    parameters.push(...values);
  }

  const { sort } = query;
  if (sort !== undefined && "beginsWith" in sort) {
    // Byte 0xFF is in no UTF-8 text, so this end is past every key with the prefix and before all others.
    const end = Buffer.concat([Buffer.from(sort.beginsWith), Buffer.of(0xff)]);
    require(`${index.sortKey} >= ? AND ${index.sortKey} < CAST(? AS TEXT)`, sort.beginsWith, end);
  } else if (sort !== undefined && "equals" in sort) {
    require(`${index.sortKey} = ?`, sort.equals);
  } else if (sort !== undefined) {
    if (sort.from !== undefined) require(`${index.sortKey} >= ?`, sort.from);
    if (sort.to !== undefined) require(`${index.sortKey} <= ?`, sort.to);
  }
  if (after !== null) {
    const compare = query.descending ? "<" : ">";
    require(`(${order.join(", ")}) ${compare} (${order.map(() => "?").join(", ")})`, ...textOf(after, order.length));
  }
  require(`(${table.timeToLive} IS NULL OR ${table.timeToLive} > ?)`, now);
  const direction = query.descending ? "DESC" : "ASC";
  const sql = `SELECT ${columns.join(", ")} FROM items WHERE ${terms.join(" AND ")} ORDER BY ${order.map((column) => `${column} ${direction}`).join(", ")}`;
  return { sql, parameters, order };
}

function textOf(position: Json, length: number): string[] {
  if (Array.isArray(position) && position.length === length) {
    const texts = position.filter((part) => typeof part === "string");
    if (texts.length === length) return texts;
  }
  throw storeError("invalid", "The cursor names no position in this query. Start again without a cursor.");
}
