import { chmodSync, copyFileSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test } from "vitest";
import type { Item } from "#core/ports.ts";
import { backUp } from "#store/sqlite/backup.ts";
import { backupFolderOf } from "#store/sqlite/backups.ts";
import { openDatabase } from "#store/sqlite/connection.ts";
import { createSqliteStore } from "#store/sqlite/sqlite-store.ts";
import { startChild } from "#tests/store/child-process.ts";
import { NOON, temporaryDirectory } from "#tests/store/temporary.ts";
import { allOf, damage, dataFile, loseIndexEntry, opened } from "./data-files.ts";

const now = () => NOON;

function withError(code: string, words: string): unknown {
  return expect.objectContaining({ code, message: expect.stringContaining(words) });
}

test("A file that is no database is refused as corrupt, by name, and left as it is", () => {
  const file = join(temporaryDirectory(), "workbench.sqlite");
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
  damage(file);
  expect(() => opened(file)).toThrow(withError("corrupt", file));
});

test("A file whose index has lost an entry is refused as corrupt", async () => {
  const file = await dataFile();
  loseIndexEntry(file);
  expect(() => opened(file)).toThrow(withError("corrupt", "missing from index GSI1"));
});

test("A damaged file that has a log is left as it is, and so is the log", async () => {
  const source = await dataFile();
  await opened(source).write([{ kind: "put", item: { PK: "B", SK: "1" } }]);
  const file = join(temporaryDirectory(), "workbench.sqlite");
  writeFileSync(file, "no database ".repeat(500));
  copyFileSync(`${source}-wal`, `${file}-wal`);
  expect(() => opened(file)).toThrow(withError("corrupt", file));
  expect(readFileSync(file, "utf8")).toBe("no database ".repeat(500));
  expect(readFileSync(`${file}-wal`).equals(readFileSync(`${source}-wal`))).toBe(true);
});

test("A damaged file is refused with the command that puts back its newest backup that is whole", async () => {
  const file = await dataFile();
  for (const day of [1, 2, 3]) await backUp({ file, at: `2015-03-0${day}T12:00:00.000Z` });
  damage(file);
  damage(join(backupFolderOf(file), "workbench-2015-03-03.sqlite"));
  const whole = join(backupFolderOf(file), "workbench-2015-03-02.sqlite");
  expect(() => opened(file)).toThrow(withError("corrupt", `put back the backup of 2015-03-02: npm run workbench -- restore "${whole}"`));
});

test("Damage that is met while running says the same as damage found at the start", async () => {
  // More than SQLite keeps in memory.
  const file = await dataFile(Array.from({ length: 300 }, (_, n): Item => ({ PK: "A", SK: String(n), text: "x".repeat(20_000) })));
  const { file: backup } = await backUp({ file, at: NOON });
  const store = opened(file);
  writeFileSync(file, readFileSync(file).fill(0xee, 100 * 4096));
  await expect(store.query({ partition: "A" })).rejects.toMatchObject(
    { code: "corrupt", message: expect.stringMatching(new RegExp(`${file} is damaged.*npm run workbench -- restore "${backup}"`)) },
  );
  await expect(allOf(store.everything())).rejects.toMatchObject({ code: "corrupt", message: expect.stringContaining(backup) });
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
  const file = join(temporaryDirectory(), "workbench.sqlite");
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
  expect(() => opened(join(directory, "none", "workbench.sqlite"))).toThrow(withError("unavailable", "existing folder"));
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
