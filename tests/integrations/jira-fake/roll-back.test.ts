import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { issueAt } from "#integrations/jira/fake/as-of.ts";
import { categories, recordedIssue, recordingOf, type HistoryItem, type RecordedIssue, type RecordedHistory } from "#integrations/jira/fake/recording.ts";
import { rollBack, type Movable } from "#integrations/jira/fake/roll-back.ts";
import { timelineOf } from "#integrations/jira/fake/timeline.ts";
import { createWorld, type World } from "#integrations/jira/fake/world.ts";
import { hasSharedData, needsSharedData } from "#tests/support/shared-data.ts";
import { recorded } from "./recordings.ts";

const created = "2015-01-01T00:00:00.000Z";

function worldOf(...issues: RecordedIssue[]): World {
  return createWorld(recordingOf({ project: { id: "1", key: "EX", name: "Example" }, issues, sprints: [], versions: [] }));
}

function day(n: number): string {
  return `2015-01-${`${n}`.padStart(2, "0")}T12:00:00.000Z`;
}

function change(n: number, ...items: Partial<HistoryItem>[]): RecordedHistory {
  const blank = { field: "", fieldtype: "jira", fieldId: null, from: null, fromText: null, to: null, toText: null };
  return { id: `${100 + n}`, author: null, createdAt: day(n), items: items.map((item) => ({ ...blank, ...item })) };
}

function before(given: Partial<RecordedIssue>, ...others: RecordedIssue[]): Movable {
  const issue = recordedIssue({ id: "1", key: "EX-1", createdAt: created, ...given });
  return rollBack({ ...issue, histories: issue.histories ?? [] }, day(9), worldOf(issue, ...others));
}

describe("rolling back over a changelog", () => {
  test("undoes a status with its category, and one the site no longer has is in no category", () => {
    const closed = { id: "6", name: "Closed", description: "", category: categories.done };
    const started = { field: "status", from: "3", fromText: "In Progress", to: "6", toText: "Closed" };
    expect(before({ status: closed, histories: [change(10, started)] }).status).toMatchObject({ name: "In Progress", category: { key: "indeterminate" } });
    const lost = { field: "status", from: "77", fromText: "Parked", to: "6", toText: "Closed" };
    expect(before({ status: closed, histories: [change(10, lost)] }).status).toMatchObject({ name: "Parked", category: { key: "undefined" } });
  });

  test("undoes people, priority, type, due date, flag, labels, summary and description", () => {
    const histories = [
      change(10, { field: "assignee", from: "ann", fromText: "Ann", to: "bob", toText: "Bob" }, { field: "priority", from: "1", fromText: "Blocker" }),
      change(11, { field: "issuetype", from: "9", fromText: "Spike" }, { field: "duedate", fromText: "2015-02-03 00:00:00.0" }),
      change(12, { field: "Flagged", fromText: "Impediment", toText: "" }, { field: "labels", fromText: "a b", toText: "a b c" }),
      change(13, { field: "summary", fromText: "Old" }, { field: "description", fromText: "Older" }),
    ];
    expect(before({ labels: ["a", "b", "c"], histories })).toMatchObject({
      assignee: { accountId: "ann", displayName: "Ann" },
      priority: { id: "1", name: "Blocker" },
      type: { id: "9", name: "Spike" },
      dueOn: "2015-02-03",
      flagged: true,
      labels: ["a", "b"],
      summary: "Old",
      description: "Older",
    });
  });

  test("undoes the same field moved twice, from the newest back", () => {
    const moves = [
      change(10, { field: "assignee", from: null, to: "ann", toText: "Ann" }),
      change(11, { field: "assignee", from: "ann", fromText: "Ann", to: "bob", toText: "Bob" }),
    ];
    expect(before({ histories: moves }).assignee).toBeNull();
  });

  test("takes out the version a change added and puts back the one it removed", () => {
    const histories = [
      change(10, { field: "Fix Version", to: "2", toText: "2.0" }, { field: "Fix Version", from: "1", fromText: "1.0" }),
    ];
    expect(before({ versions: [{ id: "2", name: "2.0" }], histories }).versions).toEqual([{ id: "1", name: "1.0" }]);
  });

  test("reads the sprints before as the list of ids they were", () => {
    expect(before({ sprintIds: [7, 9], histories: [change(10, { field: "Sprint", from: "7", to: "7, 9" })] }).sprintIds).toEqual([7]);
    expect(before({ sprintIds: [7], histories: [change(10, { field: "Sprint", from: "", to: "7" })] }).sprintIds).toEqual([]);
  });

  test("takes out a link made later and puts back one removed later where the other issue is recorded", () => {
    const type = { id: "1", name: "Blocks", inward: "is blocked by", outward: "blocks" };
    const other = recordedIssue({ id: "2", key: "EX-2", createdAt: created });
    const link = { id: "5", type, direction: "inward" as const, other };
    const added = change(10, { field: "Link", to: "EX-2", toText: "This issue is blocked by EX-2" });
    expect(before({ links: [link], histories: [added] }, other).links).toEqual([]);
    const removed = change(10, { field: "Link", from: "EX-2", fromText: "This issue is blocked by EX-2" });
    const elsewhere = recordedIssue({ id: "3", key: "EX-3", createdAt: created, links: [link] });
    expect(before({ histories: [removed] }, other, elsewhere).links).toMatchObject([{ direction: "inward", other: { key: "EX-2" } }]);
    expect(before({ histories: [removed] }, elsewhere).links).toEqual([]);
  });

  test("dates a resolution by the change that set it, and has none before", () => {
    const histories = [
      change(5, { field: "resolution", to: "1", toText: "Fixed" }),
      change(7, { field: "resolution", from: "1", fromText: "Fixed" }),
      change(8, { field: "resolution", to: "2", toText: "Won't Fix" }),
      change(10, { field: "resolution", from: "2", fromText: "Won't Fix" }),
    ];
    const issue = { ...recordedIssue({ id: "1", key: "EX-1", createdAt: created }), histories };
    const resolvedAt = (n: number): string | null => rollBack(issue, day(n), worldOf(issue)).resolvedAt;
    expect([4, 6, 7, 9, 11].map(resolvedAt)).toEqual([null, day(5), null, day(8), null]);
  });

  test("an issue moved in from another project appears with the move", () => {
    const issue = recordedIssue({ id: "1", key: "EX-1", createdAt: created, histories: [change(3, { field: "Key", fromText: "OLD-4", toText: "EX-1" })] });
    expect(timelineOf(issue, worldOf(issue))).toEqual([day(3)]);
  });
});

describe.skipIf(!hasSharedData).each(recorded.slice(1))(`rolling back the $name recording ${needsSharedData}`, ({ load }) => {
  test("after its last change every issue is as recorded", async () => {
    const world = createWorld(await load());
    for (const issue of world.recording.issues) {
      const { issue: _, links, parent, subtasks, ...state } = issueAt(issue, "2030-01-01T00:00:00.000Z", world);
      expect(issue).toMatchObject(state);
      expect(links.map((link) => link.id)).toEqual(issue.links.map((link) => link.id));
      expect([parent?.key, subtasks.length]).toEqual([issue.parent?.key, issue.subtasks.length]);
    }
  });

  test("what is known at a time is still known later, and nothing is dated after the time asked for", async () => {
    const world = createWorld(await load());
    const moments = world.recording.issues.flatMap((issue) => timelineOf(issue, world)).sort();
    const moment = fc.integer({ min: 0, max: moments.length - 1 }).map((index) => moments[index] ?? "");
    fc.assert(
      fc.property(fc.constantFrom(...world.recording.issues), moment, moment, (issue, a, b) => {
        const [early, late] = a < b ? [a, b] : [b, a];
        const [first, second] = [issueAt(issue, early, world), issueAt(issue, late, world)];
        expect(second.histories.slice(0, first.histories.length)).toEqual(first.histories);
        expect(second.comments.map((one) => one.id).slice(0, first.comments.length)).toEqual(first.comments.map((one) => one.id));
        for (const at of [...first.histories, ...first.comments].map((one) => one.createdAt)) expect(at <= early).toBe(true);
        if (issue.createdAt <= early) expect(first.resolvedAt === null || first.resolvedAt <= early).toBe(true);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test("between two neighbouring moments of its timeline an issue's own state does not move", async () => {
    const world = createWorld(await load());
    for (const issue of world.recording.issues.slice(0, 40)) {
      const moments = timelineOf(issue, world);
      for (const [index, moment] of moments.entries()) {
        const next = moments[index + 1];
        if (next === undefined) continue;
        const justBefore = new Date(Date.parse(next) - 1).toISOString();
        const own = ({ links, parent, subtasks, ...rest }: ReturnType<typeof issueAt>): object => ({ ...rest, links: links.length });
        expect(own(issueAt(issue, justBefore, world))).toEqual(own(issueAt(issue, moment, world)));
      }
    }
  });
});
