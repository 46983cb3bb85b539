import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import * as z from "zod";
import { Environment } from "#app/config/env.ts";
import { jobs } from "#app/jobs.ts";
import { stages } from "#core/pipeline/stages.ts";
import * as rules from "./support/document-rules.ts";
import { listFiles, readText, repositoryRoot } from "./support/source-file.ts";

const documents = read("{*.md,{docs,demo,bench,src,tests}/**/*.md}");
/** A decision says what was so on its day. */
const living = documents.filter(({ path }) => !path.startsWith("docs/decisions/"));
const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(readText("package.json")));
const variables = Object.keys(Environment.shape);
/** Read by the tests, not by the workbench. */
const testVariables = ["CHROMIUM_PATH", "WORKBENCH_SHARED_DATA"];
/** Read by the AWS SDK. */
const sdkVariables = ["AWS_PROFILE", "AWS_REGION"];

function read(pattern: string): rules.Document[] {
  return listFiles(pattern).map((path) => ({ path, text: readText(path) }));
}

function exists(path: string): boolean {
  return existsSync(join(repositoryRoot, path));
}

function plant(text: string): rules.Document[] {
  return [{ path: "docs/a.md", text }];
}

test("the documents a newcomer looks for are there", () => {
  const paths = documents.map(({ path }) => path);
  expect(paths).toEqual(expect.arrayContaining(["README.md", "ARCHITECTURE.md", "CONTEXT.md", "CONTRIBUTING.md"]));
});

test("every link leads to a file", () => {
  expect(rules.deadLinks(plant("[a](../README.md#x) [b](https://example.org) [c](gone.md)"), (path) => path === "README.md")).toEqual([
    "docs/a.md links to gone.md, which does not exist",
  ]);
  expect(rules.deadLinks(documents, exists)).toEqual([]);
});

test("every path named exists", () => {
  const [gone, pattern] = ["`src/gone.ts`", "`src/integrations/<name>/`"];
  expect(rules.deadPaths(plant(`${gone} ${pattern}`), exists)).toEqual(["docs/a.md names src/gone.ts, which does not exist"]);
  expect(rules.deadPaths(living, exists)).toEqual([]);
});

test("every command named is a script", () => {
  expect(rules.deadCommands(plant("`npm ci && npm test`, `npm run gone -- x`, `npm run -s test`"), ["test"])).toEqual([
    "docs/a.md names the command gone, which package.json does not have",
  ]);
  expect(rules.deadCommands(living, Object.keys(scripts))).toEqual([]);
});

test("the README explains the variables the workbench reads, and no others", () => {
  const [planted = { path: "", text: "" }] = plant("Set A_GONE.");
  const wrong = ["docs/a.md names A_GONE, which nothing reads", "docs/a.md does not explain PORT"];
  expect(rules.wrongVariables(planted, ["PORT"], [])).toEqual(wrong);
  expect(rules.wrongVariables({ path: "README.md", text: readText("README.md") }, variables, [...testVariables, ...sdkVariables])).toEqual([]);
});

test("no file names a place that only one machine has", () => {
  const [root, host] = ["/root", "https://packages.example.org/a.tgz"];
  expect(rules.privatePlaces(plant(`see ${root}/notes.md and "resolved": "${host}"`))).toHaveLength(2);
  const code = read("{src,tests,bench,demo}/**/*.{ts,tsx,css,html}");
  const packaging = read("{package.json,package-lock.json,.npmrc,.ci/run}");
  expect(rules.privatePlaces([...documents, ...code, ...packaging])).toEqual([]);
});

test("ARCHITECTURE.md lists the stages and the jobs as they are declared", () => {
  const architecture = readText("ARCHITECTURE.md");
  expect(rules.namesUnder("The stages of a cycle", architecture)).toEqual(stages.map(({ name }) => name));
  expect(rules.namesUnder("The jobs", architecture)).toEqual(jobs.map(({ name }) => name));
});

test("continuous integration runs what the README tells a newcomer to run", () => {
  expect(readText("README.md")).toContain("npm ci && npm test");
  expect(readText(".ci/run")).toMatch(/^npm ci\nnpm test$/m);
});
