import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import type { Mistake } from "./mistakes.ts";

const root = join(import.meta.dirname, "../../..");
/** What the store's tests are made of. */
const copied = ["package.json", "tsconfig.base.json", "src/core", "src/store", "tests/store", "tests/support"];

export type Outcome = { passed: number; failed: string[] };

/**
 * Runs each mistake's tests on a copy of the store with the mistake in it, and all of those tests on a copy without any.
 * Answers what came of each copy, by the mistake; "" is the copy without.
 */
export async function runMistakes(mistakes: readonly Mistake[]): Promise<Map<string, Outcome>> {
  const folder = mkdtempSync(join(tmpdir(), "workbench-mistakes-"));
  try {
    const unchanged = { mistake: "", caughtBy: [...new Set(mistakes.flatMap(({ caughtBy }) => caughtBy))] };
    const copies = [unchanged, ...mistakes].map((one, at) => ({ ...one, copy: join(folder, String(at)) }));
    for (const one of copies) makeCopy(one.copy, "file" in one ? one : null);
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    // A property that fails has noticed; looking for a smaller example would take longer than all the rest.
    writeFileSync(join(folder, "setup.ts"), 'import * as fc from "fast-check";\nfc.configureGlobal({ endOnFailure: true });\n');
    writeFileSync(join(folder, "vitest.config.ts"), configOf(copies));
    const results = await runVitest(folder);
    return new Map(copies.map(({ mistake, copy }) => [mistake, outcomeOf(relative(folder, copy), results)]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function makeCopy(copy: string, mistake: Mistake | null): void {
  mkdirSync(copy);
  for (const path of copied) cpSync(join(root, path), join(copy, path), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  if (mistake === null) return;
  const file = join(copy, mistake.file);
  writeFileSync(file, withMistake(readFileSync(file, "utf8"), mistake));
}

function withMistake(text: string, { mistake, file, find, replace }: Mistake): string {
  const [before, after, ...more] = text.split(find);
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error(`"${mistake}" cannot be made: ${file} does not have exactly one ${find}`);
  }
  return `${before}${replace}${after}`;
}

/** A mistake may well make a test hang: that is noticed too, and not waited for as long as for a test that has to pass. */
function configOf(copies: readonly { copy: string; caughtBy: readonly string[] }[]): string {
  const projects = copies.map(({ copy, caughtBy }, at) => ({
    test: { name: String(at), root: copy, include: caughtBy, setupFiles: ["../setup.ts"], testTimeout: at === 0 ? 60_000 : 10_000 },
  }));
  return `export default { test: { maxWorkers: 2, projects: ${JSON.stringify(projects)} } };`;
}

type Results = { testResults: { name: string; message: string; assertionResults: { status: string; fullName: string }[] }[] };

async function runVitest(folder: string): Promise<Results> {
  const report = join(folder, "results.json");
  const program = join(root, "node_modules/vitest/vitest.mjs");
  const child = spawn(process.execPath, [program, "run", "--reporter=json", `--outputFile=${report}`], { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  await once(child, "close");
  try {
    return JSON.parse(readFileSync(report, "utf8")) as Results;
  } catch (error) {
    throw new Error(`vitest left no results: ${said}`, { cause: error });
  }
}

/** A file that could not even be loaded proves nothing and is not counted. */
function outcomeOf(copy: string, { testResults }: Results): Outcome {
  const results = testResults.filter(({ name }) => name.includes(`/${copy}/tests/`)).flatMap(({ assertionResults }) => assertionResults);
  const titles = (status: string): string[] => results.filter((result) => result.status === status).map(({ fullName }) => fullName);
  return { passed: titles("passed").length, failed: titles("failed") };
}
