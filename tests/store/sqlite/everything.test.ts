import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { readEverything } from "#store/sqlite/everything.ts";
import { NOON } from "#tests/store/temporary.ts";
import { allOf, dataFile, loseIndexEntry, manyItems, opened } from "./data-files.ts";
import { makeFileOfVersion1 } from "./schema-1.ts";

const now = () => NOON;

test("Everything is read as it was when reading began, whatever is written meanwhile", async () => {
  const store = opened(await dataFile());
  const before = (await store.query({ partition: "A" })).items;
  const found: string[] = [];
  for await (const { SK } of store.everything()) {
    if (found.length === 0) await store.putMany([{ PK: "B", SK: "new" }]);
    await store.write([{ kind: "delete", key: { PK: "A", SK } }]);
    found.push(SK);
  }
  expect(found).toEqual(before.map(({ SK }) => SK));
  expect(await allOf(store.everything())).toEqual([{ PK: "B", SK: "new" }]);
});

test("What has expired is not part of everything", async () => {
  const seconds = Date.parse(NOON) / 1000;
  const file = await dataFile([{ PK: "A", SK: "1", TTL: seconds }, { PK: "A", SK: "2", TTL: seconds + 1 }, { PK: "A", SK: "3" }]);
  expect((await allOf(opened(file).everything())).map(({ SK }) => SK)).toEqual(["2", "3"]);
});

test("A reading given up leaves the file free", async () => {
  const file = await dataFile();
  const store = opened(file);
  for await (const item of store.everything()) {
    expect(item).toMatchObject({ PK: "A" });
    break;
  }
  store.close();
  expect(readdirSync(dirname(file))).toEqual(["workbench.sqlite"]);
});

test("A file of the first version is read as it is", async () => {
  const file = join(dirname(await dataFile([])), "old.sqlite");
  makeFileOfVersion1(file, manyItems());
  expect(await allOf(readEverything({ file, now }))).toHaveLength(300);
});

test("A file that is missing is refused by name", async () => {
  const file = join(dirname(await dataFile([])), "none.sqlite");
  await expect(allOf(readEverything({ file, now }))).rejects.toMatchObject({ code: "unavailable", message: expect.stringContaining(file) });
});

test("A damaged file is refused before the first item, also where every item could be read", async () => {
  const file = await dataFile();
  loseIndexEntry(file);
  await expect(readEverything({ file, now }).next()).rejects.toMatchObject({ code: "corrupt", message: expect.stringContaining("missing from index") });
});
