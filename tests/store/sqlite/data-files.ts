import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { onTestFinished } from "vitest";
import type { Item } from "#core/ports.ts";
import type { Engine } from "#store/engine.ts";
import { openSqliteStore } from "#store/sqlite/sqlite-store.ts";
import { NOON, temporaryDirectory } from "#tests/store/temporary.ts";

/** A store on this file, closed when the test is over. */
export function opened(file: string, now: () => string = () => NOON): Engine {
  const store = openSqliteStore({ file, now });
  onTestFinished(() => store.close());
  return store;
}

/** A few hundred items. */
export function manyItems(): Item[] {
  return Array.from({ length: 300 }, (_, n): Item => ({ PK: "A", SK: String(n), text: "x".repeat(500) }));
}

/** A data file with these items, closed, in a directory of its own. */
export async function dataFile(items: readonly Item[] = manyItems()): Promise<string> {
  const file = join(temporaryDirectory(), "workbench.sqlite");
  await fill(file, items);
  return file;
}

export async function fill(file: string, items: readonly Item[]): Promise<void> {
  const store = openSqliteStore({ file, now: () => NOON });
  await store.putMany(items);
  store.close();
}

/** All that is in a file, by a store of its own. */
export async function contentOf(file: string): Promise<Item[]> {
  const store = openSqliteStore({ file, now: () => NOON });
  try {
    return await allOf(store.everything());
  } finally {
    store.close();
  }
}

export async function allOf(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** Overwrites a page in the middle of a closed file, as a failing disk does. */
export function damage(file: string): void {
  const bytes = readFileSync(file);
  bytes.fill(0xee, 8 * 4096, 9 * 4096);
  writeFileSync(file, bytes);
}

/** Adds an item that the index GSI1 does not know, as a defect in SQLite or a bad disk could. */
export function loseIndexEntry(file: string): void {
  const raw = new DatabaseSync(file, { defensive: false });
  raw.exec("PRAGMA writable_schema = ON");
  const row = raw.prepare("SELECT * FROM sqlite_schema WHERE name = 'GSI1'").get() ?? {};
  raw.exec("DELETE FROM sqlite_schema WHERE name = 'GSI1'");
  raw.close();
  const without = new DatabaseSync(file, { defensive: false });
  without.exec("INSERT INTO items (PK, SK, GSI1PK, GSI1SK, data) VALUES ('lost', '1', 'X', '1', '{}'); PRAGMA writable_schema = ON");
  without.prepare("INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)").run(...Object.values(row));
  without.close();
}
