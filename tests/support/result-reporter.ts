import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Reporter, TestModule } from "vitest/node";

/** What the gate reads after a test run; a reason is empty where the test's title gives it. */
export type TestResults = { passed: number; failed: number; skipped: { what: string; reason: string }[] };

export const resultsFile = ".build/test-results.json";

/**
 * Counts a run. A file that could not be loaded, a failing hook, a test that never came to its end and an error outside all
 * tests each count as one failure.
 */
export function countResults(modules: readonly TestModule[], errorsOutside: number): TestResults {
  const results: TestResults = { passed: 0, failed: errorsOutside, skipped: [] };
  for (const module of modules) {
    results.failed += module.errors().length;
    for (const suite of module.children.allSuites()) results.failed += suite.errors().length;
    for (const test of module.children.allTests()) {
      const result = test.result();
      if (result.state === "passed") results.passed += 1;
      else if (result.state !== "skipped") results.failed += 1;
      else results.skipped.push({ what: `${module.relativeModuleId} > ${test.fullName}`, reason: result.note ?? "" });
    }
  }
  return results;
}

/** Vitest reporter that leaves the counts in a file for the gate. */
export default class ResultReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    mkdirSync(dirname(resultsFile), { recursive: true });
    writeFileSync(resultsFile, JSON.stringify(countResults(modules, errors.length)));
  }
}
