import { chmodSync, copyFileSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test } from "vitest";
import { backUp } from "#store/sqlite/backup.ts";
import { restoreBackup } from "#store/sqlite/restore.ts";
import { NOON, temporaryDirectory } from "#tests/store/temporary.ts";
import { contentOf, damage, dataFile, fill, loseIndexEntry, manyItems, opened } from "./data-files.ts";
import { makeFileOfVersion1 } from "./schema-1.ts";

const early = [{ PK: "A", SK: "early" }];
const late = { PK: "A", SK: "late" };

/** A data file that holds more than its backup, closed. */
async function backedUp(): Promise<{ file: string; from: string }> {
  const file = await dataFile(early);
  const { file: from } = await backUp({ file, at: NOON });
  await fill(file, [late]);
  return { file, from };
}

/** A copy of a data file whose last write is in its log only, as after a crash. */
async function crashed(): Promise<string> {
  const source = await dataFile(early);
  const store = opened(source);
  await store.write([{ kind: "put", item: late }]);
  const file = join(temporaryDirectory(), "workbench.sqlite");
  for (const suffix of ["", "-wal"]) copyFileSync(source + suffix, file + suffix);
  return file;
}

function bytesIn(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => statSync(join(folder, name)).isFile());
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), "base64")]));
}

test("A restored file holds what the backup does; what was there is kept whole under the name that is answered", async () => {
  const { file, from } = await backedUp();
  const backup = readFileSync(from);
  const restored = restoreBackup({ file, from, at: NOON });
  expect(restored).toEqual({ file, items: 1, movedTo: `${file}.before-restore-2015-03-16T12-00-00.000Z` });
  expect(await contentOf(file)).toEqual(early);
  expect(await contentOf(restored.movedTo ?? "")).toEqual([...early, late]);
  expect(readFileSync(from).equals(backup)).toBe(true);
});

test.skipIf(process.platform === "win32")("A restored file is for its user alone, whoever may read the backup (needs a system with file modes)", async () => {
  const { file, from } = await backedUp();
  chmodSync(from, 0o444);
  restoreBackup({ file, from, at: NOON });
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test("What was moved aside can itself be restored", async () => {
  const { file, from } = await backedUp();
  const { movedTo } = restoreBackup({ file, from, at: NOON });
  restoreBackup({ file, from: movedTo ?? "", at: "2015-03-16T13:00:00.000Z" });
  expect(await contentOf(file)).toEqual([...early, late]);
});

test("A backup is restored where nothing is", async () => {
  const { from } = await backedUp();
  const file = join(temporaryDirectory(), "workbench.sqlite");
  expect(restoreBackup({ file, from, at: NOON })).toEqual({ file, items: 1, movedTo: null });
  expect(readdirSync(dirname(file))).toEqual(["workbench.sqlite"]);
  expect(await contentOf(file)).toEqual(early);
});

test("What a crash left in the log of the present file is kept with it, and does not get into the restored one", async () => {
  const { from } = await backedUp();
  const file = await crashed();
  const { movedTo } = restoreBackup({ file, from, at: NOON });
  expect(readdirSync(dirname(file)).toSorted()).toEqual(["workbench.sqlite", movedTo?.slice(dirname(file).length + 1)]);
  expect(await contentOf(file)).toEqual(early);
  expect(await contentOf(movedTo ?? "")).toEqual([...early, late]);
});

test("A damaged present file is moved aside byte for byte, with its log", async () => {
  const { from } = await backedUp();
  const file = await crashed();
  writeFileSync(file, "damaged ".repeat(1000));
  const before = bytesIn(dirname(file));
  const { movedTo } = restoreBackup({ file, from, at: NOON });
  expect(await contentOf(file)).toEqual(early);
  const aside = Object.fromEntries(["", "-wal"].map((suffix) => [`workbench.sqlite${suffix}`, readFileSync(movedTo + suffix, "base64")]));
  expect(aside).toEqual(before);
});

test("A log whose file is gone does not get into the restored one", async () => {
  const { from } = await backedUp();
  const file = await crashed();
  rmSync(file);
  restoreBackup({ file, from, at: NOON });
  expect(await contentOf(file)).toEqual(early);
});

test("A data file copied by hand with its log is restored with what is in the log, and is only read", async () => {
  const { file } = await backedUp();
  const from = await crashed();
  const before = bytesIn(dirname(from));
  expect(restoreBackup({ file, from, at: NOON })).toMatchObject({ items: 2 });
  expect(await contentOf(file)).toEqual([...early, late]);
  expect(bytesIn(dirname(from))).toEqual(before);
});

test("A backup of the first version is restored and goes on in this one", async () => {
  const { file } = await backedUp();
  const from = join(temporaryDirectory(), "old.sqlite");
  makeFileOfVersion1(from, early);
  expect(restoreBackup({ file, from, at: NOON })).toMatchObject({ items: 1 });
  expect(await contentOf(file)).toEqual(early);
});

const unusable: [what: string, code: string, words: string, spoil: (from: string) => void][] = [
  ["that is no database", "corrupt", "is damaged or no data file", (from) => writeFileSync(from, "no database ".repeat(500))],
  ["with a damaged page", "corrupt", "is damaged or no data file", damage],
  ["whose index has lost an entry", "corrupt", "missing from index", loseIndexEntry],
  ["that is empty", "incompatible", "was not made by the workbench", (from) => writeFileSync(from, "")],
  ["of another program", "incompatible", "was not made by the workbench", (from) => change(from, "DROP TABLE items; CREATE TABLE theirs (a)")],
  ["of a newer version", "incompatible", "by a newer version", (from) => change(from, "PRAGMA user_version = 99")],
  ["that is missing", "unavailable", "Check that it is a file", (from) => rmSync(from)],
];

function change(file: string, sql: string): void {
  const raw = new DatabaseSync(file);
  raw.exec(sql);
  raw.close();
}

test.each(unusable)("A backup %s is refused by name, and nothing is changed", async (_, code, words, spoil) => {
  const file = await dataFile();
  const { file: from } = await backUp({ file, at: NOON });
  spoil(from);
  const before = bytesIn(dirname(file));
  const attempt = () => restoreBackup({ file, from, at: NOON });
  expect(attempt).toThrow(expect.objectContaining({ code, message: expect.stringMatching(new RegExp(`${from}.*${words}`)) }));
  expect(bytesIn(dirname(file))).toEqual(before);
});

test("A file that another program has open is not replaced under it", async () => {
  const { file, from } = await backedUp();
  const store = opened(file);
  await store.putMany(manyItems());
  expect(() => restoreBackup({ file, from, at: NOON })).toThrow(expect.objectContaining({ code: "unavailable", message: expect.stringContaining("in use by another process") }));
  store.close();
  expect(await contentOf(file)).toHaveLength(302);
  onTestFinished(() => expect(readdirSync(dirname(file)).toSorted()).toEqual(["backups", "workbench.sqlite"]));
});
