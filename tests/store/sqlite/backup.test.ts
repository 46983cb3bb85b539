import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import type { Item } from "#core/ports.ts";
import { backUp, backUpOncePerDay } from "#store/sqlite/backup.ts";
import { backupFolderOf, listBackups, newestReadableBackup } from "#store/sqlite/backups.ts";
import { NOON } from "#tests/store/temporary.ts";
import { canMount, needsMount, smallDisk } from "#tests/support/small-disk.ts";
import { contentOf, damage, dataFile, manyItems, opened } from "./data-files.ts";

function noonOf(day: number): string {
  return NOON.replace("-16T", `-${String(day).padStart(2, "0")}T`);
}

test("A backup holds everything, is named after its day, and can be opened like any data file", async () => {
  const file = await dataFile();
  const made = await backUp({ file, at: NOON });
  const expected = join(backupFolderOf(file), "workbench-2015-03-16.sqlite");
  expect(made).toEqual({ file: expected, day: "2015-03-16", bytes: statSync(expected).size, items: 300 });
  expect(readdirSync(backupFolderOf(file))).toEqual(["workbench-2015-03-16.sqlite"]);
  expect(await contentOf(made.file)).toEqual(await contentOf(file));
});

test.skipIf(process.platform === "win32")("A backup and its folder are for their user alone (needs a system with file modes)", async () => {
  const { file } = await backUp({ file: await dataFile(), at: NOON });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(join(file, "..")).mode & 0o777).toBe(0o700);
});

test("Writing goes on while a backup is made, and the backup is as the file was at one moment", async () => {
  const file = await dataFile(Array.from({ length: 900 }, (_, n): Item => ({ PK: "A", SK: String(n), text: "x".repeat(5000) })));
  const store = opened(file);
  const progress = { done: false };
  const made = backUp({ file, at: NOON }).finally(() => (progress.done = true));
  let written = 0;
  for (; !progress.done; written++) {
    await store.write([
      { kind: "put", item: { PK: "NEW", SK: String(written) } },
      { kind: "add", key: { PK: "COUNTER", SK: "new" }, amounts: { n: 1 }, initial: {} },
    ]);
    await setImmediate();
  }
  const copy = opened((await made).file);
  const { items } = await copy.query({ partition: "NEW" });
  expect((await copy.get({ PK: "COUNTER", SK: "new" }))?.["n"] ?? 0).toBe(items.length);
  expect((await copy.query({ partition: "A" })).items).toHaveLength(900);
  expect((await store.query({ partition: "NEW" })).items).toHaveLength(written);
});

test("The newest seven are kept, one per day, and other files in the folder are left alone", async () => {
  const file = await dataFile([]);
  const folder = backupFolderOf(file);
  await backUp({ file, at: noonOf(1) });
  writeFileSync(join(folder, "workbench-2015-02-01.sqlite.gz"), "mine");
  for (const day of [2, 3, 3, 4, 5, 6, 7, 9]) await backUp({ file, at: noonOf(day) });
  expect(listBackups(folder).map(({ day }) => day)).toEqual([9, 7, 6, 5, 4, 3, 2].map((day) => noonOf(day).slice(0, 10)));
  expect(readdirSync(folder)).toContain("workbench-2015-02-01.sqlite.gz");
});

test("A second backup of a day replaces the first, also when both are asked for at once", async () => {
  const file = await dataFile();
  const both = await Promise.all([backUp({ file, at: NOON }), backUp({ file, at: NOON })]);
  expect(both.map(({ items }) => items)).toEqual([300, 300]);
  await opened(file).write([{ kind: "put", item: { PK: "B", SK: "1" } }]);
  expect(await backUp({ file, at: NOON })).toMatchObject({ items: 301 });
  expect(listBackups(backupFolderOf(file))).toHaveLength(1);
});

test("The backup of the day is made once, and again the next day", async () => {
  const file = await dataFile([]);
  await backUpOncePerDay({ file, at: noonOf(1) });
  await opened(file).write([{ kind: "put", item: { PK: "A", SK: "1" } }]);
  await backUpOncePerDay({ file, at: noonOf(1) });
  const [first] = listBackups(backupFolderOf(file));
  expect(await contentOf(first?.file ?? "")).toEqual([]);
  await backUpOncePerDay({ file, at: noonOf(2) });
  expect(listBackups(backupFolderOf(file)).map(({ day }) => day)).toEqual(["2015-03-02", "2015-03-01"]);
});

test("A backup dated long after by a wrong clock does not push out the one just made", async () => {
  const file = await dataFile([]);
  for (const day of [20, 21, 22, 23, 24, 25, 26]) await backUp({ file, at: noonOf(day) });
  const { day } = await backUp({ file, at: noonOf(1) });
  expect(listBackups(backupFolderOf(file)).map((backup) => backup.day)).toContain(day);
});

test("What a crash left half written is removed by the next backup; what another process is writing is not", async () => {
  const file = await dataFile([]);
  const folder = backupFolderOf(file);
  mkdirSync(folder);
  const { pid: ended } = spawnSync(process.execPath, ["--version"]);
  const left = ["workbench-2015-03-15.sqlite", "workbench-2015-03-16.sqlite"].flatMap((name) => ["", "-journal", "-wal"].map((suffix) => `${name}.${ended}.partial${suffix}`));
  const underWay = `workbench-2015-03-16.sqlite.${process.ppid}.partial`;
  for (const name of [...left, underWay]) writeFileSync(join(folder, name), "half");
  await backUp({ file, at: NOON });
  expect(readdirSync(folder).toSorted()).toEqual(["workbench-2015-03-16.sqlite", underWay]);
});

test("A damaged file is not backed up: the earlier backup stays, and is what the error advises", async () => {
  const file = await dataFile();
  const before = await backUp({ file, at: noonOf(1) });
  damage(file);
  const command = `npm run workbench -- restore "${before.file}"`;
  await expect(backUp({ file, at: noonOf(2) })).rejects.toMatchObject({ code: "corrupt", message: expect.stringContaining(command) });
  expect(readdirSync(backupFolderOf(file))).toEqual(["workbench-2015-03-01.sqlite"]);
  expect(await contentOf(before.file)).toHaveLength(300);
});

test("The newest readable backup is the newest that is whole; without any there is none", async () => {
  const file = await dataFile();
  const folder = backupFolderOf(file);
  expect(newestReadableBackup(folder)).toBeNull();
  for (const day of [1, 2, 3]) await backUp({ file, at: noonOf(day) });
  damage(join(folder, "workbench-2015-03-03.sqlite"));
  writeFileSync(join(folder, "workbench-2015-03-02.sqlite"), "");
  expect(newestReadableBackup(folder)).toMatchObject({ day: "2015-03-01" });
});

test.skipIf(!canMount)(`A backup for which there is no space, or no right to write, says so and leaves the earlier ones ${needsMount}`, async () => {
  const file = await dataFile([...manyItems(), ...Array.from({ length: 9 }, (_, n): Item => ({ PK: "B", SK: String(n), text: "x".repeat(390_000) }))]);
  const disk = smallDisk(6);
  symlinkSync(disk.directory, backupFolderOf(file));
  const first = await backUp({ file, at: noonOf(1) });
  const second = async () => backUp({ file, at: noonOf(2) });
  await expect(second()).rejects.toMatchObject({ code: "disk-full", message: expect.stringContaining("workbench-2015-03-02.sqlite") });
  expect(readdirSync(disk.directory)).toEqual(["workbench-2015-03-01.sqlite"]);
  disk.makeReadOnly();
  await expect(second()).rejects.toMatchObject({ code: "read-only", message: expect.stringContaining("backups") });
  expect(newestReadableBackup(backupFolderOf(file))).toMatchObject({ day: first.day });
});
