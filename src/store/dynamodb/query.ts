import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { Item, Json, Page, Query } from "#core/ports.ts";
import { openCursor, questionOf, sealCursor } from "#store/cursor.ts";
import { orderOf, queryInput, startKeyOf } from "./query-input.ts";
import { metered, send } from "./send.ts";
import { type Session, visible } from "./session.ts";

/** A filtering page first reads this many times the items it wants, and twice as many each time that was too few. */
const FILTERED_SHARE = 5;
/** The most DynamoDB lets be asked for at once. */
const LARGEST_LIMIT = 2 ** 31 - 1;

/** Reads on until the page is full or the partition ends: DynamoDB counts its own limit before it filters, and may stop anywhere. */
export async function readPage(query: Query, session: Session): Promise<Page> {
  const { limit = Number.POSITIVE_INFINITY, cursor, filter } = query;
  const question = questionOf(query);
  let startKey: Record<string, unknown> | undefined = cursor === undefined ? undefined : startKeyOf(query, openCursor(question, cursor));
  const input = queryInput(query, session.tableName);
  if (input === null) return { items: [] };
  const now = session.seconds();
  const items: Item[] = [];
  // One more than wanted shows whether there is a next page; with a filter that could mean to read all the rest.
  const wanted = filter === undefined ? limit + 1 : limit;
  let atOnce = filter === undefined ? wanted : limit * FILTERED_SHARE;
  do {
    const Limit = Number.isFinite(atOnce) ? { Limit: Math.min(atOnce, LARGEST_LIMIT) } : {};
    const command = new QueryCommand({ ...input, ...Limit, ExclusiveStartKey: startKey, ...metered });
    const page = await send(session, "query", async () => session.client.send(command));
    for (const stored of page.Items ?? []) {
      const item = visible(stored, now);
      if (item !== null) items.push(item);
    }
    startKey = page.LastEvaluatedKey;
    atOnce = filter === undefined ? wanted - items.length : atOnce * 2;
  } while (startKey !== undefined && items.length < wanted);
  const more = items.length > limit || (items.length === limit && startKey !== undefined);
  const last = more ? items[limit - 1] : undefined;
  if (last === undefined) return { items };
  const position = orderOf(query).map((attribute): Json => last[attribute] ?? null);
  return { items: items.slice(0, limit), cursor: sealCursor(question, position) };
}
