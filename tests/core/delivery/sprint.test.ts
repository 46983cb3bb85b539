import { describe, expect, test } from "vitest";
import type { Facts } from "#core/entities/facts.ts";
import type { Issue } from "#core/entities/issue.ts";
import { readFacts } from "#core/delivery/reading.ts";
import { readScopeGrowth } from "#core/delivery/scope.ts";
import { readMilestones } from "#core/delivery/milestones.ts";
import { currentSprint, readSprintScope, showSprint } from "#core/delivery/sprint.ts";
import { at, buildIssue, buildRelease, buildSituation, buildSprint, change, statuses } from "#tests/core/rules/build-situation.ts";

const sprint = buildSprint(7);

function scopeOf(issues: Issue[]) {
  const reading = readFacts(buildSituation({ issues, sprints: [sprint, buildSprint(6, { state: "closed", startAt: at("2015-02-23"), endAt: at("2015-03-06") }), buildSprint(5, { startAt: at("2015-03-02") })] }));
  const scope = readSprintScope(reading, sprint);
  const keys = { committed: scope.committed.map(({ issue }) => issue.key), added: scope.added.map((one) => one.lifetime.issue.key), removed: scope.removed.map((one) => one.lifetime.issue.key) };
  return { ...keys, shown: showSprint(reading, scope) };
}

describe("the scope of a sprint", () => {
  test("is what was in it at its start, what joined later, and what was taken out", () => {
    const issues = [
      buildIssue("A-1", { sprintIds: [7], history: [change("sprint", "2015-03-06", null, "7")] }),
      buildIssue("A-2", { sprintIds: [7], history: [change("sprint", "2015-03-11", null, "7")] }),
      buildIssue("A-3", { history: [change("sprint", "2015-03-06", null, "7"), change("sprint", "2015-03-12", "7", null)] }),
      buildIssue("A-4", { history: [change("sprint", "2015-03-11", null, "7"), change("sprint", "2015-03-12", "7", null)] }),
      buildIssue("A-5", { sprintIds: [7], history: [change("sprint", "2015-03-06", null, "7"), change("sprint", "2015-03-11", "7", ""), change("sprint", "2015-03-12", "", "7")] }),
      buildIssue("A-6", { history: [change("sprint", "2015-03-12", "7", "8")] }),
      buildIssue("A-7", { sprintIds: [7], history: [change("sprint", "2015-02-20", null, "6"), change("sprint", "2015-03-06", "6", "6, 7")] }),
    ];
    expect(scopeOf(issues)).toMatchObject({ committed: ["A-1", "A-5", "A-7", "A-3", "A-6"], added: ["A-2"], removed: ["A-3", "A-6"] });
  });

  test("without sprint history only creation after the start proves that an item was added", () => {
    const issues = [buildIssue("A-1", { sprintIds: [7] }), buildIssue("A-2", { sprintIds: [7], createdAt: at("2015-03-10") })];
    expect(scopeOf(issues)).toMatchObject({ committed: ["A-1"], added: ["A-2"], removed: [] });
  });

  test("tells apart sprint 7 and sprint 77", () => {
    expect(scopeOf([buildIssue("A-1", { sprintIds: [77], history: [change("sprint", "2015-03-06", null, "77")] })]).committed).toEqual([]);
  });

  test("counts what is done and what came over from an earlier sprint; sub-tasks and epics not at all", () => {
    const issues = [
      buildIssue("A-1", { sprintIds: [6, 7] }),
      buildIssue("A-2", { sprintIds: [7], ...statuses("Open", ["2015-03-12", "Closed"]) }),
      buildIssue("A-3", { sprintIds: [6, 7], isSubtask: true }),
      buildIssue("A-4", { sprintIds: [7], isEpic: true }),
      buildIssue("A-5", { sprintIds: [5, 7] }),
    ];
    expect(scopeOf(issues).shown).toMatchObject({ committed: 3, added: 0, removed: 0, done: 1, carried: 1, startOn: "2015-03-09", endOn: "2015-03-20" });
  });
});

describe("the current sprint", () => {
  const running = (facts: Partial<Facts>) => {
    const current = currentSprint(readFacts(buildSituation(facts)));
    return "unknown" in current ? current.unknown : current.scope.sprint.id;
  };
  const inSprint = (id: number, number: number) => Array.from({ length: number }, (_, index) => buildIssue(`S${id}-${index}`, { sprintIds: [id] }));

  test("is unknown, with the reason, where none is running", () => {
    expect(running({})).toBe("the project has no sprints");
    expect(running({ sprints: [buildSprint(1, { state: "closed" }), buildSprint(2, { state: "future" })] })).toBe("none of the project's 2 sprints is running");
  });

  test("of several is the one that began with most items", () => {
    const sprints = [buildSprint(1), buildSprint(2), buildSprint(3)];
    expect(running({ sprints, issues: [...inSprint(1, 2), ...inSprint(2, 4), ...inSprint(3, 3)] })).toBe(2);
  });

  test("stays the same when items are added to another", () => {
    const sprints = [buildSprint(1), buildSprint(2)];
    const added = inSprint(2, 9).map((issue) => ({ ...issue, createdAt: at("2015-03-12") }));
    expect(running({ sprints, issues: [...inSprint(1, 2), ...added] })).toBe(1);
  });

  test("is rather one within its dates than one nobody has closed", () => {
    const forgotten = buildSprint(1, { startAt: at("2013-07-02"), endAt: at("2013-07-16") });
    expect(running({ sprints: [forgotten, buildSprint(2)], issues: [...inSprint(1, 5), ...inSprint(2, 1)].map((issue) => ({ ...issue, createdAt: at("2013-01-01") })) })).toBe(2);
    expect(running({ sprints: [forgotten] })).toBe(1);
  });

  test("is the latest started one among equals", () => {
    expect(running({ sprints: [buildSprint(1, { startAt: at("2015-03-10") }), buildSprint(2)] })).toBe(1);
  });
});

describe("the note on the current sprint", () => {
  const noteOn = (facts: Partial<Facts>) => {
    const reading = readFacts(buildSituation(facts));
    const current = currentSprint(reading);
    if ("unknown" in current) throw new Error(current.unknown);
    return showSprint(reading, current.scope);
  };
  const ended = { startAt: at("2015-02-23"), endAt: at("2015-03-06") };

  test("is not there for the only one, within its dates", () => {
    expect(noteOn({ sprints: [buildSprint(7)] })).toMatchObject({ note: null, evidence: ["sprint:7"] });
  });

  test("says of several why it is this one, and which the others are", () => {
    expect(noteOn({ sprints: [buildSprint(7), buildSprint(8)], issues: [buildIssue("A-1", { sprintIds: [8] })] })).toMatchObject({
      id: 8,
      note: "Of 2 running sprints this is the one of those not past their end that began with most items. Also running: Sprint 7.",
      evidence: ["sprint:8", "sprint:7"],
    });
  });

  test("says that it is past its end and nobody has closed it", () => {
    expect(noteOn({ sprints: [buildSprint(7, ended)] }).note).toBe("It was to end on 2015-03-06 and has not been closed.");
    expect(noteOn({ sprints: [buildSprint(7, ended), buildSprint(8, ended)] }).note).toBe(
      "Of 2 running sprints this is the one that began with most items. Also running: Sprint 7. It was to end on 2015-03-06 and has not been closed.",
    );
  });

  test("says that without a start nothing tells committed from added", () => {
    expect(noteOn({ sprints: [buildSprint(7, { startAt: null, endAt: null })] }).note).toBe("It has no start date, so all that is in it counts as committed.");
  });
});

test("without a running sprint, scope grows since the last release", () => {
  const releases = [buildRelease("1", "2015-03-06", { released: true }), buildRelease("2", "2015-05-01"), buildRelease("0", "2014-12-01", { released: true })];
  const issues = [
    buildIssue("A-1", { releaseIds: ["2"] }),
    buildIssue("A-2", { releaseIds: ["2"], history: [change("release", "2015-03-10", null, "Release 2")] }),
    buildIssue("A-3", { releaseIds: ["2"], history: [change("release", "2015-03-06", null, "Release 2")] }),
  ];
  const reading = readFacts(buildSituation({ issues, releases }));
  expect(readScopeGrowth(reading, readMilestones(reading).shown)).toMatchObject({ of: "Release 2", since: "2015-03-06", committed: 2, added: 1 });
  const unreleased = readFacts(buildSituation({ issues, releases: releases.slice(1, 2) }));
  expect(readScopeGrowth(unreleased, readMilestones(unreleased).shown)).toEqual({ unknown: "the project has no sprints, and no past release gives a starting point" });
});
