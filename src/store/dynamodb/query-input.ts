import type { QueryCommandInput } from "@aws-sdk/lib-dynamodb";
import type { Json, Query, SortCondition } from "#core/ports.ts";
import { storeError } from "#store/errors.ts";
import { table } from "#store/table.ts";
import { createPlaceholders, expressionOf, type Placeholders } from "./expressions.ts";

/** The attributes that place an item in the order of the query: what a cursor is made of, and what a page starts after. */
export function orderOf({ index }: Pick<Query, "index">): readonly string[] {
  if (index === undefined) return [table.sortKey];
  return [table.indexes[index].sortKey, table.partitionKey, table.sortKey];
}

/** A query but for where it starts and how much it reads; null when nothing can match. */
export function queryInput(query: Query, tableName: string): QueryCommandInput | null {
  const { index, partition, sort, filter, descending, consistent } = query;
  if (sort !== undefined && "from" in sort && isEmptyRange(sort)) return null;
  const { partitionKey, sortKey } = index === undefined ? table : table.indexes[index];
  const placeholders = createPlaceholders();
  const keyed = [`${placeholders.name(partitionKey)} = ${placeholders.value(partition)}`, ...sorted(sort, sortKey, placeholders)];
  return {
    TableName: tableName,
    KeyConditionExpression: keyed.join(" AND "),
    ScanIndexForward: !descending,
    ConsistentRead: consistent ?? false,
    ...(index !== undefined && { IndexName: index }),
    ...(filter !== undefined && { FilterExpression: expressionOf(filter, placeholders) }),
    ...placeholders.attributes(),
  };
}

/** DynamoDB refuses a range that ends before it begins. */
function isEmptyRange({ from, to }: { from?: string; to?: string }): boolean {
  return from !== undefined && to !== undefined && Buffer.compare(Buffer.from(from), Buffer.from(to)) > 0;
}

function sorted(sort: SortCondition | undefined, sortKey: string, { name, value }: Placeholders): string[] {
  if (sort === undefined) return [];
  if ("beginsWith" in sort) return [`begins_with(${name(sortKey)}, ${value(sort.beginsWith)})`];
  if ("equals" in sort) return [`${name(sortKey)} = ${value(sort.equals)}`];
  const { from, to } = sort;
  if (from !== undefined && to !== undefined) return [`${name(sortKey)} BETWEEN ${value(from)} AND ${value(to)}`];
  if (from !== undefined) return [`${name(sortKey)} >= ${value(from)}`];
  return to === undefined ? [] : [`${name(sortKey)} <= ${value(to)}`];
}

/** The key to start after, from the position in a cursor. */
export function startKeyOf(query: Query, position: Json): Record<string, string> {
  const order = orderOf(query);
  const { partitionKey } = query.index === undefined ? table : table.indexes[query.index];
  const key: Record<string, string> = { [partitionKey]: query.partition };
  for (const [at, attribute] of order.entries()) {
    const part = Array.isArray(position) && position.length === order.length ? position[at] : undefined;
    if (typeof part !== "string") throw storeError("invalid", "The cursor names no position in this query. Start again without a cursor.");
    key[attribute] = part;
  }
  return key;
}
