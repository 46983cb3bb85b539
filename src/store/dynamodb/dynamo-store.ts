import { randomUUID } from "node:crypto";
import { BatchGetCommand, BatchWriteCommand, GetCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";
import type { Item, Key, Operation, Page, Query } from "#core/ports.ts";
import { epochSeconds, type Instant } from "#core/time.ts";
import { batchesOf, distinct, GET_BATCH, PUT_BATCH } from "#store/batch.ts";
import type { Engine } from "#store/engine.ts";
import { identityOf } from "#store/keys.ts";
import { createMeter } from "#store/meter.ts";
import { validateDistinct, validateItem, validateKey, validateOperations, validateQuery } from "#store/validate.ts";
import { createClient, type Place } from "./client.ts";
import { readPage } from "./query.ts";
import { type Patience, retried, worked } from "./retry.ts";
import { metered, send } from "./send.ts";
import { type Session, visible } from "./session.ts";
import { ensureTable } from "./table-check.ts";
import { writeOperations } from "./write.ts";

const realPatience: Patience = {
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: Math.random,
};

/**
 * Opens the store kept in one DynamoDB table, which is created where it is missing. `now` is what TTLs are compared with.
 * Throws `incompatible` for a table that is not as declared in table.ts, `access-denied` or `unavailable`, saying what to do.
 */
export async function openDynamoStore(options: Place & { now: () => Instant; patience?: Patience; timeoutMs?: number }): Promise<Engine> {
  const { tableName, now, patience = realPatience } = options;
  const client = createClient(options, options.timeoutMs);
  const session: Session = {
    client,
    tableName,
    meter: createMeter(),
    patience,
    seconds: () => epochSeconds(now()),
    token: randomUUID,
  };
  try {
    await retried(async () => ensureTable(session), patience);
  } catch (error) {
    client.destroy();
    throw error;
  }
  return createDynamoStore(session);
}

function createDynamoStore(session: Session): Engine {
  const { client, tableName, meter, patience, seconds } = session;

  async function get({ PK, SK }: Key, { consistent = false } = {}): Promise<Item | null> {
    validateKey({ PK, SK });
    const command = new GetCommand({ TableName: tableName, Key: { PK, SK }, ConsistentRead: consistent, ...metered });
    const answer = await send(session, "get", async () => client.send(command));
    return visible(answer.Item, seconds());
  }

  async function query(query: Query): Promise<Page> {
    validateQuery(query);
    return readPage(query, session);
  }

  async function write(operations: readonly Operation[]): Promise<void> {
    validateOperations(operations);
    await writeOperations(operations, session);
  }

  async function putMany(items: readonly Item[]): Promise<void> {
    for (const item of items) validateItem(item);
    validateDistinct(items);
    for (const batch of batchesOf(items, PUT_BATCH)) await worked(batch, putRound, patience);
  }

  /** Answers what was left unprocessed. */
  async function putRound(items: readonly Item[]): Promise<Item[]> {
    const RequestItems = { [tableName]: items.map((item) => ({ PutRequest: { Item: item } })) };
    const answer = await send(session, "putMany", async () => client.send(new BatchWriteCommand({ RequestItems, ...metered })));
    const left = new Set((answer.UnprocessedItems?.[tableName] ?? []).map(({ PutRequest }) => identityOf(PutRequest?.Item as Item)));
    return items.filter((item) => left.has(identityOf(item)));
  }

  async function getMany(keys: readonly Key[], { consistent = false } = {}): Promise<Item[]> {
    for (const key of keys) validateKey(key);
    const now = seconds();
    const items: Item[] = [];

    async function round(batch: readonly Key[]): Promise<Key[]> {
      const RequestItems = { [tableName]: { Keys: [...batch], ConsistentRead: consistent } };
      const answer = await send(session, "getMany", async () => client.send(new BatchGetCommand({ RequestItems, ...metered })));
      for (const stored of answer.Responses?.[tableName] ?? []) {
        const item = visible(stored, now);
        if (item !== null) items.push(item);
      }
      return (answer.UnprocessedKeys?.[tableName]?.Keys ?? []) as Key[];
    }

    for (const batch of batchesOf(distinct(keys), GET_BATCH)) await worked(batch, round, patience);
    return items;
  }

  async function* everything(): AsyncGenerator<Item> {
    let startKey: Record<string, unknown> | undefined;
    do {
      const command = new ScanCommand({ TableName: tableName, ConsistentRead: true, ExclusiveStartKey: startKey });
      const page = await send(session, null, async () => client.send(command));
      for (const stored of page.Items ?? []) {
        const item = visible(stored, seconds());
        if (item !== null) yield item;
      }
      startKey = page.LastEvaluatedKey;
    } while (startKey !== undefined);
  }

  return { get, query, write, putMany, getMany, usage: meter.usage, everything, sweep: async () => 0, close: () => client.destroy() };
}
