import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openSqliteStore, type SqliteStore } from "#store/sqlite/sqlite-store.ts";
import { NOON, temporaryDirectory } from "#tests/store/temporary.ts";
import { type Child, startChild } from "./child-process.ts";

function opened(file: string): SqliteStore {
  const store = openSqliteStore({ file, now: () => NOON });
  onTestFinished(() => store.close());
  return store;
}

test("What was written is there after closing and opening again", async () => {
  const file = join(temporaryDirectory(), "workbench.db");
  const item = { PK: "A", SK: "1", GSI1PK: "X", GSI1SK: "1", text: "kept" };
  const first = opened(file);
  await first.putMany([item]);
  first.close();
  const second = opened(file);
  expect(await second.get(item)).toEqual(item);
  expect((await second.query({ index: "GSI1", partition: "X" })).items).toEqual([item]);
});

test("Two connections see each other's writes at once", async () => {
  const file = join(temporaryDirectory(), "workbench.db");
  const [first, second] = [opened(file), opened(file)];
  await first.write([{ kind: "put", item: { PK: "A", SK: "1", n: 1 } }]);
  await second.write([{ kind: "add", key: { PK: "A", SK: "1" }, amounts: { n: 1 } }]);
  expect(await first.get({ PK: "A", SK: "1" })).toMatchObject({ n: 2 });
});

test("Writers killed in the middle of writing lose nothing acknowledged and leave nothing half written", async () => {
  const file = join(temporaryDirectory(), "workbench.db");
  opened(file).close();
  const names = ["one", "two", "three"];
  const writers = names.map((name) => startChild("writer", file, name));
  await Promise.all(writers.map((writer) => linesOf(writer, 40)));
  const acknowledged = await Promise.all(writers.map((writer) => writer.kill()));

  const store = opened(file);
  let pairs = 0;
  for (const [at, name] of names.entries()) {
    const { items } = await store.query({ index: "GSI1", partition: name });
    expect(items.filter(({ SK }) => SK === "first").map(({ n }) => n)).toEqual(items.filter(({ SK }) => SK === "second").map(({ n }) => n));
    const kept = new Set(items.map(({ GSI1SK }) => String(Number(GSI1SK))));
    expect(acknowledged[at]?.filter((n) => !kept.has(n))).toEqual([]);
    for (const item of items) expect(await store.get(item)).toEqual(item);
    pairs += kept.size;
  }
  expect(await store.get({ PK: "COUNTER", SK: "all" })).toMatchObject({ pairs });
});

async function linesOf(child: Child, count: number): Promise<void> {
  for (let n = 0; n < count; n++) expect(await child.line()).not.toBeNull();
}

test("A sweep deletes what has expired, and only that", async () => {
  let now = NOON;
  const store = openSqliteStore({ file: join(temporaryDirectory(), "workbench.db"), now: () => now });
  onTestFinished(() => store.close());
  const seconds = Date.parse(NOON) / 1000;
  await store.putMany([{ PK: "A", SK: "1", TTL: seconds + 1 }, { PK: "A", SK: "2", TTL: seconds + 2 }, { PK: "A", SK: "3" }]);
  now = "2015-03-16T12:00:01.000Z";
  expect(await store.sweep()).toBe(1);
  now = NOON;
  expect((await store.query({ partition: "A" })).items.map(({ SK }) => SK)).toEqual(["2", "3"]);
});
