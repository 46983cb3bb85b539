/* What `npm test` runs: every check there is, all of them even when one fails, and a count at the end. */
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { FoundBrowser } from "./support/browser.ts";
import { describeSkipped } from "./support/describe-skipped.ts";
import { initialScriptBytes } from "./support/initial-script.ts";
import { ensureBrowser } from "./support/install-chromium.ts";
import { resultsFile, type TestResults } from "./support/result-reporter.ts";
import { runCommand } from "./support/run-command.ts";

const INITIAL_SCRIPT_LIMIT = 150_000;
/** Far above what a run takes: it ends one that hangs. */
const TIME_LIMIT_MS = 20 * 60_000;

/** `counted`: the step has already added what it ran to the total. */
type Outcome = { state: "passed" | "failed" | "skipped"; detail: string; counted?: true };

const total: TestResults = { passed: 0, failed: 0, skipped: [] };
const signal = AbortSignal.timeout(TIME_LIMIT_MS);

async function step(name: string, run: () => Promise<Outcome>): Promise<void> {
  const startedAt = performance.now();
  const { state, detail, counted } = await run().catch((error: unknown): Outcome => ({ state: "failed", detail: String(error) }));
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const [first = "", ...rest] = detail.trimEnd().split("\n");
  console.log([`${state.padEnd(7)} ${name.padEnd(8)} ${seconds.padStart(5)} s  ${first}`.trimEnd(), ...rest].join("\n"));
  if (counted) return;
  if (state === "skipped") total.skipped.push({ what: name, reason: detail });
  else total[state] += 1;
}

/** A step that is one program: it passes with exit code 0, and shows what it printed only otherwise. */
function commandStep(name: string, command: string): Promise<void> {
  return step(name, async () => {
    const { ok, output } = await runCommand(command, { signal });
    return ok ? { state: "passed", detail: "" } : { state: "failed", detail: `${command}\n${output}` };
  });
}

async function buildWeb(): Promise<Outcome> {
  const { ok, output } = await runCommand("vite/bin/vite.js build", { signal });
  if (!ok) return { state: "failed", detail: `vite build\n${output}` };
  const bytes = initialScriptBytes("dist/web");
  const detail = `initial JavaScript ${(bytes / 1000).toFixed(1)} KB gzipped, limit ${INITIAL_SCRIPT_LIMIT / 1000} KB`;
  return { state: bytes <= INITIAL_SCRIPT_LIMIT ? "passed" : "failed", detail };
}

async function runTests(browser: FoundBrowser): Promise<Outcome> {
  rmSync(resultsFile, { force: true });
  const { ok, output } = await runCommand("vitest/vitest.mjs run --allowOnly=false --reporter=default --reporter=./tests/support/result-reporter.ts", {
    signal,
    live: true,
    env: { ...("path" in browser ? { CHROMIUM_PATH: browser.path } : {}), ...(process.stdout.isTTY ? {} : { NO_COLOR: "1" }) },
  });
  if (!existsSync(resultsFile)) return { state: "failed", detail: `vitest ended without a result\n${output}` };
  const results = JSON.parse(readFileSync(resultsFile, "utf8")) as TestResults;
  total.passed += results.passed;
  total.failed += results.failed;
  const missing = "missing" in browser ? browser.missing : "";
  total.skipped.push(...results.skipped.map(({ what, reason }) => ({ what, reason: what.startsWith("tests/journeys/") && reason === "" ? missing : reason })));
  if (results.passed + results.failed === 0) return { state: "failed", detail: "no test ran" };
  const detail = `${results.passed} passed, ${results.failed} failed`;
  if (results.failed > 0) return { state: "failed", detail, counted: true };
  return ok ? { state: "passed", detail, counted: true } : { state: "failed", detail: `${detail}, yet vitest ended badly` };
}

async function main(): Promise<void> {
  process.chdir(join(import.meta.dirname, ".."));

  await commandStep("types", "typescript/bin/tsc -b");
  await commandStep("lint", "oxlint/bin/oxlint");
  await commandStep("unused", "knip/bin/knip.js");
  await step("web", buildWeb);

  let browser: FoundBrowser = { missing: "the search for a browser failed" };
  await step("browser", async () => {
    browser = await ensureBrowser((line) => console.log(`        ${line}`), signal);
    return "missing" in browser ? { state: "skipped", detail: browser.missing } : { state: "passed", detail: browser.path };
  });
  await step("tests", () => runTests(browser));

  if (total.skipped.length > 0) console.log("\nskipped:");
  for (const line of describeSkipped(total.skipped)) console.log(`- ${line}`);
  console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped.length} skipped`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}

await main();
