import type { TestResults } from "./result-reporter.ts";

type Skipped = TestResults["skipped"];

/** What was skipped and why, a line for each reason in each file: forty tests that lack the same data are one piece of news. */
export function describeSkipped(skipped: Skipped): string[] {
  const groups = new Map<string, { file: string; reason: string; whats: string[] }>();
  for (const { what, reason: noted } of skipped) {
    const [file = "", ...title] = what.split(" > ");
    // A test that can be skipped says why in brackets in its title or its suite's.
    const reason = noted === "" ? (/\(([^()]*)\)/.exec(title.join(" > "))?.[1] ?? "") : noted;
    const group = groups.get(`${file}\0${reason}`) ?? { file, reason, whats: [] };
    groups.set(`${file}\0${reason}`, { ...group, whats: [...group.whats, what] });
  }
  return [...groups.values()].map(({ file, reason, whats: [only = "", ...more] }) => {
    const what = more.length === 0 ? only : `${file}, ${more.length + 1} tests`;
    return reason === "" || what.includes(`(${reason})`) ? what : `${what}: ${reason}`;
  });
}
