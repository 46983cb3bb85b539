import { describe, expect, test } from "vitest";
import type { Milestone } from "#core/entities/delivery-state.ts";
import type { Facts } from "#core/entities/facts.ts";
import type { Issue } from "#core/entities/issue.ts";
import { readMilestones } from "#core/delivery/milestones.ts";
import { readFacts } from "#core/delivery/reading.ts";
import { defaultRuleSettings } from "#core/settings.ts";
import { addDays } from "#core/time.ts";
import { at, buildIssue, buildRelease, buildSituation, change, daysAgo, statuses, today } from "#tests/core/rules/build-situation.ts";

const long = { createdAt: at(daysAgo(200)) };
/** One item finished on each of the last 84 days: what is open takes as many days as there are items. */
const daily = Array.from({ length: 84 }, (_, index) => buildIssue(`D-${index}`, { ...long, ...statuses("Open", [daysAgo(index + 1), "Closed"]) }));
const open = (release: string, number: number, more: Partial<Issue> = {}): Issue[] => Array.from({ length: number }, (_, index) => buildIssue(`${release}-${index}`, { ...long, releaseIds: [release], ...more }));

function read(facts: Partial<Facts>, settings = defaultRuleSettings): { shown: Milestone[]; count: number } {
  const { shown, count } = readMilestones(readFacts(buildSituation(facts, { settings })));
  return { shown: shown.map(({ milestone }) => milestone), count };
}

describe("the forecast of a release", () => {
  test("waits for what is due before it, because the pace is the project's", () => {
    const releases = [buildRelease("R2", "2015-09-01"), buildRelease("R1", "2015-05-01")];
    const { shown } = read({ issues: [...daily, ...open("R1", 10), ...open("R2", 1)], releases });
    expect(shown.map(({ forecast }) => forecast)).toEqual([
      { p50: addDays(today, 10), p85: addDays(today, 10), p95: addDays(today, 10), remaining: 10, ahead: 0, unit: "items", trials: 10_000 },
      { p50: addDays(today, 11), p85: addDays(today, 11), p95: addDays(today, 11), remaining: 11, ahead: 10, unit: "items", trials: 10_000 },
    ]);
  });

  test("counts an item of two releases once", () => {
    const releases = [buildRelease("R1", "2015-05-01"), buildRelease("R2", "2015-09-01")];
    const { shown } = read({ issues: [...daily, ...open("R1", 4, { releaseIds: ["R1", "R2"] })], releases });
    expect(shown.map(({ forecast }) => forecast)).toMatchObject([{ remaining: 4, ahead: 0 }, { remaining: 4, ahead: 0 }]);
  });

  test("takes an item for added when it joined the first of them", () => {
    const moved = open("R1", 42, { releaseIds: ["R1", "R2"] }).map((issue, index) => ({ ...issue, history: [change("release", daysAgo(index * 2 + 1), null, "Release R2")] }));
    const { shown } = read({ issues: [...daily, ...moved], releases: [buildRelease("R1", "2015-05-01"), buildRelease("R2", "2015-09-01")] });
    expect(shown.map(({ forecast }) => forecast)).toMatchObject([{ p50: addDays(today, 42) }, { p50: addDays(today, 42) }]);
  });

  test("is today where nothing of it is left, whatever stands before it", () => {
    const done = open("R2", 2, statuses("Open", [daysAgo(3), "Closed"]));
    const { shown } = read({ issues: [...daily, ...open("R1", 4), ...done], releases: [buildRelease("R1", "2015-05-01"), buildRelease("R2", "2015-09-01")] });
    expect(shown[1]).toMatchObject({ open: 0, forecast: { p95: today, remaining: 0, ahead: 0 } });
  });
});

describe("the milestones shown", () => {
  const releases = Array.from({ length: 20 }, (_, index) => buildRelease(`R${index}`, addDays(today, (index - 10) * 7)));
  const issues = releases.flatMap(({ id }) => open(id, 1));

  test("are the last ones passed with work open and the next to come; all are counted", () => {
    const { shown, count } = read({ issues, releases });
    expect(count).toBe(20);
    expect(shown.map(({ releaseId }) => releaseId)).toEqual(["R7", "R8", "R9", "R10", "R11", "R12", "R13", "R14", "R15"]);
  });

  test("are as many as the settings say", () => {
    const { shown } = read({ issues, releases }, { ...defaultRuleSettings, milestonesAhead: 2, milestonesPassed: 1 });
    expect(shown.map(({ releaseId }) => releaseId)).toEqual(["R9", "R10", "R11"]);
  });
});
