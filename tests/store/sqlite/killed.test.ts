import { copyFileSync, existsSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import type { Item } from "#core/ports.ts";
import { backUp } from "#store/sqlite/backup.ts";
import { backupFolderOf, listBackups } from "#store/sqlite/backups.ts";
import { startChild } from "#tests/store/child-process.ts";
import { readLines } from "#tests/store/crash/rounds.ts";
import { NOON } from "#tests/store/temporary.ts";
import { createChance } from "#tests/support/chance.ts";
import { long } from "#tests/support/long.ts";
import { allOf, contentOf, dataFile, fill, manyItems, opened } from "./data-files.ts";

/** How many lines a program may print before it is killed, in as many rounds; repeats with the seed. */
function rounds(seed: string, most: number): number[] {
  const chance = createChance(seed);
  return Array.from({ length: long ? 100 : 6 }, () => 1 + Math.floor(chance() * most));
}

const large = Array.from({ length: 100 }, (_, n): Item => ({ PK: "A", SK: String(n), text: "x".repeat(20_000) }));

test("A backup that is killed leaves the data file and every backup whole, and nothing half written behind the next one", async () => {
  const file = await dataFile(large);
  const folder = backupFolderOf(file);
  let kept = 0;
  for (const lines of rounds("backup", 12)) {
    const child = startChild("sqlite/children/backup-maker.ts", file, String(kept));
    await readLines(child, lines);
    const printed = await child.kill();
    for (const { file: backup } of listBackups(folder)) await expectPrefix(backup, 0);
    const [day, written] = printed.at(-1)?.split(" ") ?? [];
    await expectPrefix(join(folder, `workbench-${day}.sqlite`), Number(written));
    kept = await expectPrefix(file, Number(written));
    await backUp({ file, at: NOON });
    expect(readdirSync(folder).filter((name) => !/^workbench-2015-03-\d\d\.sqlite$/.test(name))).toEqual([]);
  }
}, 600_000);

/** The items that were there before, and of those written later the first so many, at least `least`; answers how many. */
async function expectPrefix(file: string, least: number): Promise<number> {
  const items = await contentOf(file);
  expect(items.filter(({ PK }) => PK === "A")).toHaveLength(large.length);
  const numbers = items.filter(({ PK }) => PK === "NEW").map(({ SK }) => Number(SK));
  expect(numbers).toEqual(numbers.map((_, n) => n));
  expect(numbers.length).toBeGreaterThanOrEqual(least);
  return numbers.length;
}

test("A sweep that is killed has deleted nothing that had not expired, and the next one goes on", async () => {
  const expired = Date.parse(NOON) / 1000;
  const kept = manyItems();
  for (const lines of rounds("sweep", 10)) {
    const file = await dataFile(kept);
    await fill(file, Array.from({ length: 3000 }, (_, n): Item => ({ PK: "B", SK: String(n), TTL: expired + 1 })));
    const child = startChild("sqlite/children/sweeper.ts", file, "2015-03-16T12:00:01.000Z");
    await readLines(child, lines);
    await child.kill();
    const left = await contentOf(file);
    expect(left.filter(({ PK }) => PK === "A")).toHaveLength(kept.length);
    const rest = opened(file, () => "2015-03-16T12:00:01.000Z");
    expect(await rest.sweep()).toBe(left.length - kept.length);
    expect(await allOf(rest.everything())).toHaveLength(kept.length);
  }
}, 600_000);

test("A restore that is killed leaves the old data or the restored, whole, and loses neither", async () => {
  const { file: from } = await backUp({ file: await dataFile(large), at: NOON });
  const restored = await contentOf(from);
  for (const lines of rounds("restore", 4)) {
    const file = await crashedFile();
    const old = await contentOf(await copyOf(file));
    const child = startChild("sqlite/children/restorer.ts", file, from);
    await readLines(child, lines);
    const moves = (await child.kill()).slice(1);
    const found = await contentOf(file);
    expect([old.length, restored.length]).toContain(found.length);
    expect(found).toEqual(found.length === old.length ? old : restored);
    const asides = readdirSync(dirname(file)).filter((name) => /before-restore-.*Z$/.test(name)).toSorted();
    for (const name of moves) expect(asides).toContain(basename(name));
    if (found.length !== old.length) expect(await contentOf(join(dirname(file), asides[0] ?? ""))).toEqual(old);
  }
}, 600_000);

test("While backups are restored there is a data file at every moment", async () => {
  const { file: from } = await backUp({ file: await dataFile(), at: NOON });
  const file = await dataFile();
  const child = startChild("sqlite/children/restorer.ts", file, from);
  const progress = { done: false };
  const restored = readLines(child, 20).finally(() => (progress.done = true));
  while (!progress.done) {
    expect(existsSync(file)).toBe(true);
    await setImmediate();
  }
  await restored;
});

/** A data file some of whose content is in its log only. */
async function crashedFile(): Promise<string> {
  const source = await dataFile(manyItems());
  await opened(source).putMany([{ PK: "B", SK: "in the log" }]);
  return copyOf(source);
}

async function copyOf(source: string): Promise<string> {
  const file = await dataFile([]);
  for (const suffix of ["", "-wal"]) copyFileSync(source + suffix, file + suffix);
  return file;
}
