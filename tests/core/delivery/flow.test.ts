import { describe, expect, test } from "vitest";
import type { FlowMetrics } from "#core/entities/delivery-state.ts";
import type { Facts } from "#core/entities/facts.ts";
import { measureFlow } from "#core/delivery/flow.ts";
import { readFacts } from "#core/delivery/reading.ts";
import type { Situation } from "#core/rules/situation.ts";
import { at, buildIssue, buildSituation, buildSprint, change, daysAgo, finishedItems, statuses } from "#tests/core/rules/build-situation.ts";

function flowOf(facts: Partial<Facts>, over: Partial<Situation> = {}): FlowMetrics {
  return measureFlow(readFacts(buildSituation(facts, over)));
}

describe("with status history", () => {
  test("percentiles are nearest ranks of the cycle times, both ends counted", () => {
    // Twenty items: ranks 10, 17 and 19 of 1..20.
    const { basis, cycleTime } = flowOf({ issues: finishedItems(Array.from({ length: 20 }, (_, index) => index + 1)) });
    expect({ basis, ...cycleTime }).toEqual({ basis: "history", p50: { days: 10 }, p85: { days: 17 }, p95: { days: 19 }, sample: 20 });
  });

  test("nine finished items make no percentile, and the count is told", () => {
    const { cycleTime, agedCount } = flowOf({ issues: finishedItems(Array.from({ length: 9 }, () => 3)) });
    expect(cycleTime.p85).toEqual({ unknown: "9 finished in the last 90 days, 10 are needed" });
    expect(agedCount).toBeNull();
  });

  test("the window is the last 90 days, today included", () => {
    const on = (days: number): number => flowOf({ issues: finishedItems([1], daysAgo(days)) }).cycleTime.sample;
    expect([on(0), on(89), on(90)]).toEqual([1, 1, 0]);
  });

  test("closing what was resolved before does not finish it anew, reopening it does", () => {
    const resolvedThenClosed = buildIssue("A-1", statuses("Open", ["2015-03-02", "In Progress"], ["2015-03-04", "Resolved"], ["2015-03-12", "Closed"]));
    const reopened = buildIssue("A-2", statuses("Open", ["2015-03-02", "In Progress"], ["2015-03-04", "Resolved"], ["2015-03-05", "Open"], ["2015-03-11", "Closed"]));
    const [oldest, newest] = [resolvedThenClosed, reopened].map((issue) => readFacts(buildSituation({ issues: [issue] })).lifetimes.get(issue.key));
    expect([oldest?.finished, newest?.finished]).toEqual(["2015-03-04", "2015-03-11"]);
    expect([oldest?.started, newest?.started]).toEqual(["2015-03-02", "2015-03-02"]);
  });

  test("work begins with the first move into progress, or at creation where it was created in progress", () => {
    const startOf = (issue: ReturnType<typeof buildIssue>) => readFacts(buildSituation({ issues: [issue] })).lifetimes.get(issue.key)?.started;
    expect(startOf(buildIssue("A-1", statuses("Open", ["2015-03-02", "In Progress"], ["2015-03-04", "Open"], ["2015-03-09", "In Review"])))).toBe("2015-03-02");
    expect(startOf(buildIssue("A-2", { createdAt: at("2015-03-01"), ...statuses("In Progress", ["2015-03-05", "In Review"]) }))).toBe("2015-03-01");
    expect(startOf(buildIssue("A-3", statuses("Open", ["2015-03-04", "Odd"])))).toBeNull();
  });

  test("what was put back to do is not in work, and is as old as ever once it is taken up again", () => {
    const back: [string, string][] = [["2015-03-02", "In Progress"], ["2015-03-04", "Open"]];
    const flow = flowOf({ issues: [buildIssue("A-1", statuses("Open", ...back)), buildIssue("A-2", statuses("Open", ...back, ["2015-03-09", "In Review"]))] });
    expect(flow.oldest.map(({ key, ageDays }) => [key, ageDays])).toEqual([["A-2", 15]]);
    expect(flow.wip).toBe(1);
  });

  test("where the source names no category, a resolution date shows that an item is done", () => {
    const odd = { status: "Odd", statusCategory: "unknown" } as const;
    const issues = [buildIssue("A-1", { ...odd, resolvedAt: at("2015-03-12") }), buildIssue("A-2", odd)];
    const { lifetimes } = readFacts(buildSituation({ issues }));
    expect([...lifetimes.values()].map(({ done, finished }) => [done, finished])).toEqual([[true, "2015-03-12"], [false, null]]);
  });

  test("a start after the finish is no cycle time", () => {
    const history = statuses("Open", ["2015-03-04", "Closed"], ["2015-03-10", "In Progress"]).history;
    const contrary = buildIssue("A-1", { status: "Odd but done", statusCategory: "done", history });
    expect(flowOf({ issues: [contrary] }).cycleTime.sample).toBe(0);
  });

  test("an item that was never in progress counts as finished, but has no cycle time", () => {
    const skipped = buildIssue("A-1", statuses("Open", ["2015-03-12", "Closed"]));
    const flow = flowOf({ issues: [skipped, ...finishedItems([2])] });
    expect(flow.cycleTime.sample).toBe(1);
    expect(flow.cycleTime.p50).toEqual({ unknown: "2 finished in the last 90 days, only 1 of them with a known start, 10 are needed" });
    expect(flow.throughput.find(({ week }) => week === "2015-03-09")?.finished).toBe(2);
    expect(flowOf({ issues: [skipped] }).cycleTime.p50).toEqual({ unknown: "1 finished in the last 90 days, none of them with a known start, 10 are needed" });
  });

  test("an item without status changes among others with them is measured by its dates", () => {
    const dated = buildIssue("A-1", { createdAt: at("2015-03-01"), status: "Closed", statusCategory: "done", resolvedAt: at("2015-03-10") });
    expect(flowOf({ issues: [dated, ...finishedItems([2])] }).cycleTime.sample).toBe(2);
  });

  test("work in progress is what was started and is not done, with its age, oldest first", () => {
    const issues = [
      buildIssue("A-1", statuses("Open", ["2015-03-16", "In Progress"])),
      buildIssue("A-2", statuses("Open", ["2015-03-07", "In Progress"])),
      buildIssue("A-3", { createdAt: at("2015-03-14"), status: "In Progress", statusCategory: "indeterminate" }),
      buildIssue("A-4", { isSubtask: true, ...statuses("Open", ["2015-03-01", "In Progress"]) }),
      buildIssue("A-5", { isEpic: true, ...statuses("Open", ["2015-03-01", "In Progress"]) }),
      buildIssue("A-6"),
    ];
    const { wip, oldest } = flowOf({ issues });
    expect(wip).toBe(3);
    expect(oldest.map(({ key, ageDays }) => [key, ageDays])).toEqual([["A-2", 10], ["A-3", 3], ["A-1", 1]]);
  });

  test("an item is aged once it is older than P85, not at it", () => {
    const finished = finishedItems(Array.from({ length: 10 }, () => 5));
    const started = (days: number) => buildIssue(`A-${days}`, statuses("Open", [daysAgo(days - 1), "In Progress"]));
    const { agedCount, oldest } = flowOf({ issues: [...finished, started(5), started(6)] });
    expect(agedCount).toBe(1);
    expect(oldest.map(({ key, past }) => [key, past])).toEqual([["A-6", "P95"], ["A-5", "none"]]);
  });
});

describe("throughput", () => {
  test("covers twelve full weeks and the current one, zeros included", () => {
    const issues = [...finishedItems([1, 1, 1], "2015-03-11"), buildIssue("OLD-1", { createdAt: at("2014-06-01") })];
    const { throughput } = flowOf({ issues });
    expect(throughput).toHaveLength(13);
    expect([throughput[0], throughput.at(-2), throughput.at(-1)]).toEqual([
      { week: "2014-12-22", finished: 0 },
      { week: "2015-03-09", finished: 3 },
      { week: "2015-03-16", finished: 0 },
    ]);
  });

  test("weeks before the project's first item are not shown as zeros", () => {
    const { throughput } = flowOf({ issues: [buildIssue("A-1", { createdAt: at("2015-03-05") })] });
    expect(throughput.map(({ week }) => week)).toEqual(["2015-03-02", "2015-03-09", "2015-03-16"]);
  });

  test("a day is the project's day, not UTC's", () => {
    const lateOnSunday = buildIssue("A-1", { createdAt: at("2015-03-01"), ...statuses("Open", ["2015-03-16", "Closed"]) });
    const moved = { ...lateOnSunday, history: lateOnSunday.history.map((entry) => ({ ...entry, at: "2015-03-16T03:00:00.000Z" })) };
    const weeks = (timeZone: string) => flowOf({ issues: [moved] }, { timeZone }).throughput.filter(({ finished }) => finished > 0);
    expect(weeks("UTC")).toEqual([{ week: "2015-03-16", finished: 1 }]);
    expect(weeks("America/Los_Angeles")).toEqual([{ week: "2015-03-09", finished: 1 }]);
  });
});

describe("without any status history", () => {
  const done = Array.from({ length: 10 }, (_, index) =>
    buildIssue(`D-${index}`, { createdAt: at("2015-03-01"), status: "Closed", statusCategory: "done", resolvedAt: at("2015-03-10") }),
  );

  test("cycle time runs from creation to resolution and says so", () => {
    const { basis, note, cycleTime } = flowOf({ issues: done });
    expect(basis).toBe("dates");
    expect(note).toContain("From creation to resolution: the source has no status history");
    expect(cycleTime.p50).toEqual({ days: 10 });
  });

  test("unfinished items of the running sprints stand in for work in progress", () => {
    const sprints = [buildSprint(1), buildSprint(2, { state: "future" })];
    const open = [buildIssue("A-1", { sprintIds: [1] }), buildIssue("A-2", { sprintIds: [2] }), buildIssue("A-3")];
    expect(flowOf({ issues: [...done, ...open], sprints }).oldest.map(({ key }) => key)).toEqual(["A-1"]);
    expect(flowOf({ issues: [...done, ...open] }).wip).toBe(3);
  });

  test("one status change anywhere makes the basis history", () => {
    const changed = buildIssue("A-1", { isSubtask: true, ...statuses("Open", ["2015-03-02", "In Progress"]) });
    expect(flowOf({ issues: [...done, changed] }).basis).toBe("history");
    expect(flowOf({ issues: [...done, buildIssue("A-2", { history: [change("assignee", "2015-03-02", null, "Jane")] })] }).basis).toBe("dates");
  });
});

test("a project without items has no flow at all", () => {
  expect(flowOf({})).toMatchObject({ basis: "none", throughput: [], wip: 0, oldest: [], agedCount: null, cycleTime: { sample: 0 } });
});
