import { chmodSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test } from "vitest";
import type { Item } from "#core/ports.ts";
import type { Engine } from "#store/engine.ts";
import { openDatabase } from "#store/sqlite/connection.ts";
import { createSqliteStore, openSqliteStore } from "#store/sqlite/sqlite-store.ts";
import { startChild } from "#tests/store/child-process.ts";
import { NOON, temporaryDirectory } from "#tests/store/temporary.ts";

const now = () => NOON;

/** A data file with a few hundred items, closed. */
async function dataFile(): Promise<string> {
  const file = join(temporaryDirectory(), "workbench.db");
  const store = openSqliteStore({ file, now });
  await store.putMany(Array.from({ length: 300 }, (_, n): Item => ({ PK: "A", SK: `${n}`, text: "x".repeat(500) })));
  store.close();
  return file;
}

function opened(file: string): Engine {
  const store = openSqliteStore({ file, now });
  onTestFinished(() => store.close());
  return store;
}

function withError(code: string, words: string): unknown {
  return expect.objectContaining({ code, message: expect.stringContaining(words) });
}

test("A file that is no database is refused as corrupt, by name, and left as it is", () => {
  const file = join(temporaryDirectory(), "workbench.db");
  writeFileSync(file, "no database ".repeat(500));
  expect(() => opened(file)).toThrow(withError("corrupt", `${file} is damaged`));
  expect(readFileSync(file, "utf8")).toBe("no database ".repeat(500));
});

test("A file cut short is refused as corrupt", async () => {
  const file = await dataFile();
  truncateSync(file, 50_000);
  expect(() => opened(file)).toThrow(withError("corrupt", "There is no readable backup in"));
});

test("A file with a page overwritten is refused as corrupt", async () => {
  const file = await dataFile();
  const bytes = readFileSync(file);
  bytes.fill(0xee, 8 * 4096, 9 * 4096);
  writeFileSync(file, bytes);
  expect(() => opened(file)).toThrow(withError("corrupt", file));
});

test("An item that is no JSON is corrupt by its key; the others can still be read", async () => {
  const file = await dataFile();
  const raw = new DatabaseSync(file);
  raw.exec("UPDATE items SET data = '{\"text\": ' WHERE SK = '7'");
  raw.close();
  const store = opened(file);
  await expect(store.get({ PK: "A", SK: "7" })).rejects.toMatchObject({ code: "corrupt", payload: { key: { PK: "A", SK: "7" } } });
  expect(await store.get({ PK: "A", SK: "8" })).toMatchObject({ SK: "8" });
});

test("A file of a newer version or of another program is refused and left alone", () => {
  const file = join(temporaryDirectory(), "workbench.db");
  const raw = new DatabaseSync(file);
  onTestFinished(() => raw.close());
  raw.exec("CREATE TABLE theirs (a)");
  expect(() => opened(file)).toThrow(withError("incompatible", "belongs to another program"));
  raw.exec("PRAGMA user_version = 99");
  expect(() => opened(file)).toThrow(withError("incompatible", "newer version"));
  expect(raw.prepare("SELECT name FROM sqlite_schema").all()).toHaveLength(1);
});

test("A file in a folder that does not exist, or that is a folder, is refused by name", () => {
  const directory = temporaryDirectory();
  expect(() => opened(join(directory, "none", "workbench.db"))).toThrow(withError("unavailable", "existing folder"));
  expect(() => opened(directory)).toThrow(withError("unavailable", `${directory} cannot be opened`));
});

test.skipIf(process.platform === "win32")(
  "A directory that may only be read is refused as read-only, to start on, to open and to create in (not on Windows, which has no such mode)",
  async () => {
    const file = await dataFile();
    const directory = join(file, "..");
    chmodSync(file, 0o444);
    chmodSync(directory, 0o555);
    const child = startChild("sqlite/children/unprivileged.ts", directory);
    expect(JSON.parse((await child.line()) ?? "null")).toEqual([
      expect.objectContaining({ code: "read-only", message: expect.stringContaining(directory) }),
      expect.objectContaining({ code: "read-only", message: expect.stringContaining(file) }),
      expect.objectContaining({ code: "read-only", message: expect.stringContaining(join(directory, "new.db")) }),
    ]);
  },
);

test.skipIf(process.platform === "win32")(
  "A file that may only be read in a folder that may be written is refused as read-only (not on Windows, which has no such mode)",
  async () => {
    const file = await dataFile();
    chmodSync(file, 0o444);
    chmodSync(join(file, ".."), 0o777);
    const child = startChild("sqlite/children/unprivileged.ts", join(file, ".."));
    expect(JSON.parse((await child.line()) ?? "null")[1]).toMatchObject({ code: "read-only" });
  },
);

test("A write that finds the disk full says so, keeps nothing of itself, and works again once there is room", async () => {
  const file = await dataFile();
  const database = openDatabase(file);
  const store = createSqliteStore({ database, file, now });
  onTestFinished(() => store.close());
  const { page_count: pages } = database.prepare("PRAGMA page_count").get() ?? {};
  database.exec(`PRAGMA max_page_count = ${Number(pages)}`);
  const write = () => store.write([
    { kind: "delete", key: { PK: "A", SK: "1" } },
    { kind: "put", item: { PK: "B", SK: "1", text: "x".repeat(100_000) } },
  ]);
  await expect(write()).rejects.toMatchObject({ code: "disk-full", retry: true, message: expect.stringContaining(file) });
  expect(await store.get({ PK: "A", SK: "1" })).not.toBeNull();
  expect(await store.get({ PK: "B", SK: "1" })).toBeNull();
  database.exec(`PRAGMA max_page_count = ${Number(pages) + 100}`);
  await write();
  expect(await store.get({ PK: "B", SK: "1" })).not.toBeNull();
});

test("A file another program holds for itself is unavailable, and free again afterwards", async () => {
  const file = await dataFile();
  const store = opened(file);
  const other = new DatabaseSync(file);
  onTestFinished(() => other.close());
  other.exec("BEGIN IMMEDIATE");
  const write = () => store.write([{ kind: "put", item: { PK: "B", SK: "1" } }]);
  await expect(write()).rejects.toMatchObject({ code: "unavailable", retry: true, message: expect.stringContaining("in use by another process") });
  other.exec("ROLLBACK");
  await write();
});

test("A closed store says that it is closed", async () => {
  const store = opened(await dataFile());
  store.close();
  store.close();
  await expect(store.get({ PK: "A", SK: "1" })).rejects.toMatchObject({ code: "unavailable", message: expect.stringContaining("closed") });
  await expect(store.write([{ kind: "put", item: { PK: "A", SK: "1" } }])).rejects.toMatchObject({ code: "unavailable" });
});
