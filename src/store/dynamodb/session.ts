import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { Item } from "#core/ports.ts";
import type { Meter } from "#store/meter.ts";
import { table } from "#store/table.ts";
import type { Patience } from "./retry.ts";

/** What every request of one store needs. */
export type Session = {
  client: DynamoDBDocumentClient;
  tableName: string;
  meter: Meter;
  patience: Patience;
  /** What TTLs are compared with, in epoch seconds. */
  seconds: () => number;
  /** A new token for each write, unlike any other's. */
  token: () => string;
};

/** The item for those outside, who know no token; null where there is none or it has expired, which DynamoDB may notice days later. */
export function visible(stored: Record<string, unknown> | undefined, now: number): Item | null {
  if (stored === undefined) return null;
  const item = stored as Item;
  if (item.TTL !== undefined && item.TTL <= now) return null;
  delete item[table.writeToken];
  return item;
}
