import type { ConsumedCapacity } from "@aws-sdk/client-dynamodb";
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

/** Asks for what a request cost, its indexes included. */
export const metered = { ReturnConsumedCapacity: "TOTAL" } as const;

/** Adds what a request cost to the usage of an operation. */
export function countCapacity(meter: Meter, operation: "get" | "query" | "write" | "putMany" | "getMany", consumed: ConsumedCapacity | ConsumedCapacity[] | undefined): void {
  for (const { CapacityUnits = 0, ReadCapacityUnits, WriteCapacityUnits } of [consumed ?? []].flat()) {
    const reads = operation === "get" || operation === "query" || operation === "getMany";
    // A transaction found to be done already is answered with what reading it cost.
    const readUnits = ReadCapacityUnits ?? (reads ? CapacityUnits : 0);
    meter.count(operation, { readUnits, writeUnits: WriteCapacityUnits ?? CapacityUnits - readUnits });
  }
}

/** The item for those outside, who know no token; null where there is none or it has expired, which DynamoDB may notice days later. */
export function visible(stored: Record<string, unknown> | undefined, now: number): Item | null {
  if (stored === undefined) return null;
  const item = stored as Item;
  if (item.TTL !== undefined && item.TTL <= now) return null;
  delete item[table.writeToken];
  return item;
}
