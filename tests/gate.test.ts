import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { findBrowser } from "./support/browser.ts";
import { describeSkipped } from "./support/describe-skipped.ts";
import { initialScriptBytes, initialScripts } from "./support/initial-script.ts";
import { runCommand } from "./support/run-command.ts";

const signal = new AbortController().signal;

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "gate-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test("the initial scripts are the entry and its preloads, not what is fetched later", () => {
  const links = `<link rel="stylesheet" href="/a.css"><link rel="modulepreload" crossorigin href="/b.js">`;
  expect(initialScripts(`${links}<script type="module" src="/c.js"></script>`)).toEqual(["/b.js", "/c.js"]);
});

test("a page that loads no script is no built page", () => {
  const folder = makeFolder();
  writeFileSync(join(folder, "index.html"), "<p>nothing");
  expect(() => initialScriptBytes(folder)).toThrow("loads no script");
});

test("initial JavaScript is measured gzipped", () => {
  const folder = makeFolder();
  writeFileSync(join(folder, "index.html"), `<script src="/c.js"></script>`);
  writeFileSync(join(folder, "c.js"), "a".repeat(10_000));
  expect(initialScriptBytes(folder)).toBeLessThan(100);
});

test("a command that ends badly is not ok, and its output is kept", async () => {
  const result = await runCommand("typescript/bin/tsc --noSuchOption", { signal });
  expect(result).toMatchObject({ ok: false, output: expect.stringContaining("noSuchOption") });
});

test("a command that cannot be started is not ok, and says so", async () => {
  expect(await runCommand("no-such-program", { signal })).toEqual({ ok: false, output: expect.stringContaining("no-such-program") });
});

test("a CHROMIUM_PATH that leads nowhere is said to be wrong, not replaced by another browser", () => {
  expect(findBrowser({ CHROMIUM_PATH: "/nowhere/chromium" })).toEqual({ missing: expect.stringContaining("/nowhere/chromium") });
});

test("skipped tests are told by file and reason, and a single one by its title", () => {
  const needs = "reading (needs ../shared/data)";
  const skipped = [
    { what: "browser", reason: "no Chromium found" },
    { what: `tests/a.test.ts > ${needs} > one`, reason: "" },
    { what: `tests/a.test.ts > ${needs} > two (of 3)`, reason: "" },
    { what: "tests/a.test.ts > is refused (root can write everywhere)", reason: "" },
    { what: "tests/b.test.ts > is seen", reason: "no Chromium found" },
  ];
  expect(describeSkipped(skipped)).toEqual([
    "browser: no Chromium found",
    "tests/a.test.ts, 2 tests: needs ../shared/data",
    "tests/a.test.ts > is refused (root can write everywhere)",
    "tests/b.test.ts > is seen: no Chromium found",
  ]);
});
