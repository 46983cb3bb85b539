import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test } from "vitest";
import type { Engine } from "#store/engine.ts";
import { openSqliteStore } from "#store/sqlite/sqlite-store.ts";
import { killWriters } from "#tests/store/crash/rounds.ts";
import { NOON, temporaryDirectory } from "#tests/store/temporary.ts";
import { long } from "#tests/support/long.ts";

function opened(file: string): Engine {
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

test("Eight writers killed in the middle of writing, again and again, lose nothing acknowledged and leave nothing half written", async () => {
  const file = join(temporaryDirectory(), "workbench.db");
  const look = (): void => {
    const raw = new DatabaseSync(file);
    expect(raw.prepare("PRAGMA integrity_check").all()).toEqual([{ integrity_check: "ok" }]);
    raw.close();
  };
  await killWriters({ engine: ["sqlite", file], rounds: long ? 200 : 20, seed: "writers", look });
}, 1_200_000);
