import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test } from "vitest";
import type { Item } from "#core/ports.ts";
import { NOON, temporaryDirectory } from "#tests/store/temporary.ts";
import { dataFile, opened } from "./data-files.ts";
import { makeFileOfVersion1 } from "./schema-1.ts";

const seconds = Date.parse(NOON) / 1000;

function expiring(count: number, TTL: number): Item[] {
  return Array.from({ length: count }, (_, n): Item => ({ PK: "A", SK: `${TTL}-${n}`, TTL }));
}

test("A sweep deletes what has expired, and only that", async () => {
  let now = NOON;
  const store = opened(await dataFile([{ PK: "A", SK: "1", TTL: seconds + 1 }, { PK: "A", SK: "2", TTL: seconds + 2 }, { PK: "A", SK: "3" }]), () => now);
  now = "2015-03-16T12:00:01.000Z";
  expect(await store.sweep()).toBe(1);
  now = NOON;
  expect((await store.query({ partition: "A" })).items.map(({ SK }) => SK)).toEqual(["2", "3"]);
});

test("A large sweep is done in parts, between which others are served", async () => {
  const store = opened(await dataFile([...expiring(1000, seconds), ...expiring(5, seconds + 1)]));
  const order: string[] = [];
  const sweep = store.sweep().finally(() => order.push("swept"));
  setImmediate(() => order.push("served"));
  expect(await sweep).toBe(1000);
  expect(order).toEqual(["served", "swept"]);
  expect(await store.sweep()).toBe(0);
  expect((await store.query({ partition: "A" })).items).toHaveLength(5);
});

test("A store that is closed during a sweep is closed; the next sweep goes on", async () => {
  const file = await dataFile(expiring(1000, seconds));
  const store = opened(file);
  const sweep = store.sweep();
  store.close();
  const swept = await sweep;
  expect(swept).toBeGreaterThan(0);
  expect(await opened(file).sweep()).toBe(1000 - swept);
});

test("A file of the first version is brought up to this one when it is opened, with all that is in it", async () => {
  const file = join(temporaryDirectory(), "workbench.sqlite");
  const kept = { PK: "B", SK: "1", GSI1PK: "X", GSI1SK: "1", text: "kept" };
  makeFileOfVersion1(file, [...expiring(3, seconds), kept]);
  const store = opened(file);
  expect((await store.query({ index: "GSI1", partition: "X" })).items).toEqual([kept]);
  expect(await store.sweep()).toBe(3);
  const raw = new DatabaseSync(file);
  onTestFinished(() => raw.close());
  expect(raw.prepare("PRAGMA user_version").get()).toEqual({ user_version: 2 });
  expect(raw.prepare("EXPLAIN QUERY PLAN SELECT PK, SK FROM items WHERE TTL <= 1").get()).toMatchObject({ detail: expect.stringContaining("expiry") });
});
