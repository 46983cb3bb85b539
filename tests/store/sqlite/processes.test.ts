import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test } from "vitest";
import { startChild } from "#tests/store/child-process.ts";
import { dataFile, opened } from "./data-files.ts";

test("Of 64 additions at once in two processes exactly those that fit under the ceiling are made", async () => {
  const file = await dataFile([{ PK: "COUNTER", SK: "1", n: 0 }]);
  const children = [1, 2].map(() => startChild("sqlite/children/adder.ts", file));
  for (const child of children) expect(await child.line()).toBe("ready");
  for (const child of children) child.tell("go");
  const answers = await Promise.all(children.map(async (child): Promise<string[]> => JSON.parse((await child.line()) ?? "[]")));
  const counts = Object.groupBy(answers.flat(), (answer) => answer);
  expect(counts).toEqual({ added: Array(33).fill("added"), "condition-failed": Array(31).fill("condition-failed") });
  expect(await opened(file).get({ PK: "COUNTER", SK: "1" })).toMatchObject({ n: 99 });
});

test("While another process holds the file, a write waits without keeping others from being served, and is made once it is free", async () => {
  const file = await dataFile([]);
  const store = opened(file);
  const other = new DatabaseSync(file);
  onTestFinished(() => other.close());
  other.exec("BEGIN IMMEDIATE");
  const write = store.write([{ kind: "put", item: { PK: "A", SK: "1" } }]);
  await new Promise((resolve) => setTimeout(resolve));
  expect(await store.get({ PK: "A", SK: "1" })).toBeNull();
  other.exec("ROLLBACK");
  await write;
  expect(await store.get({ PK: "A", SK: "1" })).not.toBeNull();
});
