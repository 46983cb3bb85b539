import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { lockDataDirectory } from "#store/sqlite/lock.ts";
import { startChild } from "#tests/store/child-process.ts";
import { temporaryDirectory } from "#tests/store/temporary.ts";

test("A data directory that is missing is created, and is free again once released", () => {
  const directory = join(temporaryDirectory(), "new", "data");
  const first = lockDataDirectory(directory);
  first.release();
  first.release();
  lockDataDirectory(directory).release();
});

test.skipIf(process.platform === "win32")("A data directory it creates is for its user alone (needs a system with file modes)", () => {
  const directory = join(temporaryDirectory(), "new", "data");
  lockDataDirectory(directory).release();
  expect(statSync(directory).mode & 0o077).toBe(0);
});

test("A second start in the same process is refused", () => {
  const directory = temporaryDirectory();
  const lock = lockDataDirectory(directory);
  onTestFinished(() => lock.release());
  expect(() => lockDataDirectory(directory)).toThrow(`The workbench already runs on ${directory} (process ${process.pid}).`);
});

test("A directory locked by another process is refused naming it, and is free the moment that is killed", async () => {
  const directory = temporaryDirectory();
  const holder = startChild("sqlite/children/lock-holder.ts", directory);
  expect(await holder.line()).toBe("locked");
  const start = () => lockDataDirectory(directory);
  expect(start).toThrow(expect.objectContaining({ code: "already-running", payload: { directory, pid: holder.pid } }));
  await holder.kill();
  start().release();
});

test("A data directory that is a file is refused with a way out", () => {
  const file = join(temporaryDirectory(), "data");
  writeFileSync(file, "");
  expect(() => lockDataDirectory(file)).toThrow(/data cannot be opened.*Check that it is/);
});
