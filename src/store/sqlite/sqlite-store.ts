import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Item, Json, Key, Operation, Page, Query } from "#core/ports.ts";
import { epochSeconds, type Instant } from "#core/time.ts";
import { batchesOf, distinct, GET_BATCH, PUT_BATCH } from "#store/batch.ts";
import { openCursor, questionOf, sealCursor } from "#store/cursor.ts";
import type { Engine } from "#store/engine.ts";
import { holds } from "#store/evaluate.ts";
import { itemSize } from "#store/item-size.ts";
import { createMeter, readUnits } from "#store/meter.ts";
import { isTransaction, keyIn, requireCondition, sumOf } from "#store/operation.ts";
import { validateDistinct, validateItem, validateKey, validateOperations, validateQuery } from "#store/validate.ts";
import { openDatabase, transaction } from "./connection.ts";
import { readEverything } from "./everything.ts";
import { asStoreError } from "./faults.ts";
import { breathe, patiently } from "./patience.ts";
import { itemOf, prepareForRows, rowOf } from "./rows.ts";
import { columns } from "./schema.ts";
import { selectOf } from "./select.ts";
import { indexUnits, itemUnits } from "./write-units.ts";

/** Deleted in one transaction: about ten milliseconds' work. */
const SWEEP_SLICE = 200;
/** DynamoDB answers a query in pages of this size, each a request. */
const QUERY_PAGE_BYTES = 1024 * 1024;

/**
 * Opens the store kept in one file; its folder must exist. `now` is what TTLs are compared with. One that is not `durable`
 * does not wait for the disk: for data that could be made again.
 * Throws `corrupt`, `read-only`, `disk-full`, `incompatible` or `unavailable`, naming the file and what to do.
 */
export function openSqliteStore(options: { file: string; now: () => Instant; durable?: boolean }): Engine {
  return createSqliteStore({ ...options, database: openDatabase(options.file, options) });
}

/** The store over a database opened by `openDatabase`. */
export function createSqliteStore(options: { database: DatabaseSync; file: string; now: () => Instant }): Engine {
  const { database, file } = options;
  const meter = createMeter();
  const statements = new Map<string, StatementSync>();
  const byKey = "PK = ? AND SK = ?";
  const unexpired = "(TTL IS NULL OR TTL > ?)";

  function run<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw asStoreError(error, file);
    }
  }

  /** Work that needs the file's one write lock, and leaves nothing behind when it fails. */
  async function change<T>(work: () => T): Promise<T> {
    try {
      return await patiently(work);
    } catch (error) {
      throw asStoreError(error, file);
    }
  }

  function statement(sql: string): StatementSync {
    let prepared = statements.get(sql);
    if (prepared === undefined) statements.set(sql, (prepared = prepareForRows(database, sql)));
    return prepared;
  }

  function seconds(): number {
    return epochSeconds(options.now());
  }

  function read({ PK, SK }: Key): Item | null {
    const row = statement(`SELECT ${columns.join(", ")} FROM items WHERE ${byKey} AND ${unexpired}`).get(PK, SK, seconds());
    return row === undefined ? null : itemOf(row);
  }

  function replace(item: Item): void {
    const places = columns.map(() => "?").join(", ");
    statement(`INSERT OR REPLACE INTO items (${columns.join(", ")}) VALUES (${places})`).run(...rowOf(item));
  }

  async function get(key: Key, { consistent = false } = {}): Promise<Item | null> {
    validateKey(key);
    const item = run(() => read(key));
    meter.count("get", { requests: 1, readUnits: readUnits(item === null ? 0 : itemSize(item), consistent) });
    return item;
  }

  async function query(query: Query): Promise<Page> {
    validateQuery(query);
    const { cursor, limit } = query;
    const question = questionOf(query);
    const after = cursor === undefined ? null : openCursor(question, cursor);
    const { sql, parameters, order } = selectOf(query, after, seconds());
    const items: Item[] = [];
    let bytes = 0;
    let more = false;
    run(() => {
      for (const row of statement(sql).iterate(...parameters)) {
        if (items.length === limit) {
          more = true;
          break;
        }
        const item = itemOf(row);
        bytes += itemSize(item);
        if (query.filter === undefined || holds(query.filter, item)) items.push(item);
      }
    });
    meter.count("query", { requests: Math.max(1, Math.ceil(bytes / QUERY_PAGE_BYTES)), readUnits: readUnits(bytes, query.consistent ?? false) });
    const last = more ? items.at(-1) : undefined;
    if (last === undefined) return { items };
    return { items, cursor: sealCursor(question, order.map((column): Json => last[column] ?? null)) };
  }

  async function write(operations: readonly Operation[]): Promise<void> {
    validateOperations(operations);
    const transactional = isTransaction(operations);
    let units = 0;
    try {
      await change(() =>
        transaction(database, () => {
          let indexed = 0;
          units = 0;
          for (const operation of operations) {
            const before = read(keyIn(operation));
            units += itemUnits(before, operation.kind === "put" ? operation.item : before) * (transactional ? 2 : 1);
            requireCondition(operation, before);
            const after = apply(operation, before);
            indexed += indexUnits(before, after);
          }
          units += indexed;
        }),
      );
    } finally {
      meter.count("write", { requests: 1, writeUnits: units });
    }
  }

  /** Carries out one operation whose condition holds; answers the item as it then is. */
  function apply(operation: Operation, before: Item | null): Item | null {
    switch (operation.kind) {
      case "put":
        replace(operation.item);
        return operation.item;
      case "add": {
        const after = sumOf(operation, before);
        replace(after);
        return after;
      }
      case "delete":
        statement(`DELETE FROM items WHERE ${byKey}`).run(operation.key.PK, operation.key.SK);
        return null;
      case "check":
        return before;
    }
  }

  async function putMany(items: readonly Item[]): Promise<void> {
    for (const item of items) validateItem(item);
    validateDistinct(items);
    for (const batch of batchesOf(items, PUT_BATCH)) {
      let units = 0;
      await change(() =>
        transaction(database, () => {
          units = 0;
          for (const item of batch) {
            const before = read(item);
            replace(item);
            units += itemUnits(before, item) + indexUnits(before, item);
          }
        }),
      );
      meter.count("putMany", { requests: 1, writeUnits: units });
      await breathe();
    }
  }

  async function getMany(keys: readonly Key[], { consistent = false } = {}): Promise<Item[]> {
    for (const key of keys) validateKey(key);
    const items: Item[] = [];
    for (const batch of batchesOf(distinct(keys), GET_BATCH)) {
      let units = 0;
      for (const key of batch) {
        const item = run(() => read(key));
        units += readUnits(item === null ? 0 : itemSize(item), consistent);
        if (item !== null) items.push(item);
      }
      meter.count("getMany", { requests: 1, readUnits: units });
    }
    return items;
  }

  /** Ends early when the store is closed meanwhile: the next sweep goes on. */
  async function sweep(): Promise<number> {
    const sql = "DELETE FROM items WHERE (PK, SK) IN (SELECT PK, SK FROM items WHERE TTL <= ? LIMIT ?)";
    let swept = 0;
    do {
      const { changes } = await change(() => statement(sql).run(seconds(), SWEEP_SLICE));
      swept += Number(changes);
      if (Number(changes) < SWEEP_SLICE) break;
      await breathe();
    } while (database.isOpen);
    return swept;
  }

  function everything(): AsyncIterable<Item> {
    return readEverything({ file, now: options.now });
  }

  function close(): void {
    if (database.isOpen) database.close();
  }

  return { get, query, write, putMany, getMany, usage: meter.usage, everything, sweep, close };
}
