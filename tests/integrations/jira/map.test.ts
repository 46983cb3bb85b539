import { describe, expect, test } from "vitest";
import type { Skipped } from "#core/entities/checkpoint.ts";
import { Issue } from "#core/entities/issue.ts";
import { mapIssue, mapRelease } from "#integrations/jira/map.ts";
import { parseIssue } from "#integrations/jira/parse.ts";
import { ReleaseBody } from "#integrations/jira/schema.ts";
import { indexStatuses } from "#integrations/jira/status.ts";
import { issueBody } from "./loopback.ts";

const custom = { sprint: ["customfield_10020"], flagged: ["customfield_10021"] };
const statuses = indexStatuses([
  { id: "1", name: "Open", statusCategory: { key: "new" } },
  { id: "3", name: "Doing", statusCategory: { key: "indeterminate" } },
  { id: "6", name: "Closed", statusCategory: { key: "done" } },
  { id: "7", name: "Ready", statusCategory: { key: "new" } },
  { id: "8", name: "Ready", statusCategory: { key: "indeterminate" } },
]);

function read(raw: unknown, comments: unknown[] = []) {
  const skipped: Skipped[] = [];
  const parsed = parseIssue(raw, custom, skipped);
  const embedded = parsed?.fields.comment?.comments ?? [];
  const mapped =
    parsed && mapIssue({ ...parsed, histories: parsed.histories ?? [], comments: [...embedded, ...comments] }, { site: "https://ex.atlassian.net", custom, statuses }, skipped);
  if (mapped) Issue.parse(mapped.issue);
  return { ...mapped, skipped };
}

function readFields(fields: Record<string, unknown>) {
  const { issue, skipped } = read(issueBody("EX-1", fields));
  if (!issue) throw new Error(`EX-1 was skipped: ${JSON.stringify(skipped)}`);
  return { issue, skipped };
}

function readHistories(...histories: unknown[]) {
  const { issue, skipped } = read(issueBody("EX-1", {}, { total: histories.length, histories }));
  return { history: issue?.history, skipped };
}

test("an issue with all we read becomes a fact in UTC and plain text", () => {
  const { issue, comments, sprints, skipped } = read(
    issueBody("EX-1", {
      description: { type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text: "Why" }] }] },
      issuetype: { name: "Story", subtask: false, hierarchyLevel: 0 },
      status: { id: "3", name: "Doing", statusCategory: { key: "indeterminate" } },
      priority: { name: "Highest" },
      assignee: { accountId: "5b10", displayName: "Mia Krystof" },
      reporter: { name: "old-name" },
      created: "2015-03-01T14:45:00.000+0545",
      duedate: "2015-04-01",
      labels: ["maps"],
      fixVersions: [{ id: "10000", name: "1.0" }],
      customfield_10020: [{ id: 8, name: "Sprint 8", state: "active", boardId: 84 }, { id: 7, name: "Sprint 7", state: "closed", completeDate: "2015-02-27T10:00:00.000Z" }],
      customfield_10021: [{ id: "10019", value: "Impediment" }],
      comment: { total: 1, comments: [{ id: "31", author: { displayName: "Ada" }, created: "2015-03-02T10:00:00.000+0100", body: "Agreed" }] },
    }),
  );
  expect(skipped).toEqual([]);
  expect(issue).toEqual({
    key: "EX-1",
    externalId: "1",
    url: "https://ex.atlassian.net/browse/EX-1",
    summary: "Summary of EX-1",
    description: "Why",
    type: "Story",
    isSubtask: false,
    isEpic: false,
    status: "Doing",
    statusCategory: "indeterminate",
    priority: "Highest",
    assignee: { id: "5b10", name: "Mia Krystof" },
    reporter: { id: "old-name", name: "old-name" },
    createdAt: "2015-03-01T09:00:00.000Z",
    updatedAt: "2015-03-02T09:00:00.000Z",
    resolvedAt: null,
    dueOn: "2015-04-01",
    labels: ["maps"],
    sprintIds: [7, 8],
    releaseIds: ["10000"],
    links: [],
    flagged: true,
    history: [],
    commentCount: 1,
    latestComment: { id: "31", by: "Ada", at: "2015-03-02T09:00:00.000Z", text: "Agreed" },
  });
  expect(comments).toHaveLength(1);
  expect(sprints).toEqual([
    { id: 7, boardId: null, name: "Sprint 7", state: "closed", goal: null, startAt: null, endAt: null, completedAt: "2015-02-27T10:00:00.000Z" },
    { id: 8, boardId: 84, name: "Sprint 8", state: "active", goal: null, startAt: null, endAt: null, completedAt: null },
  ]);
});

describe("what is missing or broken", () => {
  const nulls = Object.fromEntries(
    ["summary", "description", "issuetype", "status", "priority", "assignee", "reporter", "resolutiondate", "duedate", "labels", "fixVersions", "issuelinks", "comment", "customfield_10020", "customfield_10021"].map((field) => [field, null]),
  );

  test("an issue with every field null but its times is a fact in which nothing is invented", () => {
    const { issue, skipped } = readFields(nulls);
    expect(skipped).toEqual([]);
    expect(issue).toMatchObject({ summary: "", description: "", type: "unknown", status: "unknown", statusCategory: "unknown", priority: null, assignee: null });
    expect(issue).toMatchObject({ dueOn: null, labels: [], sprintIds: [], links: [], flagged: false, commentCount: 0, latestComment: null });
  });

  test.each([
    ["fields null", { id: "1", key: "EX-1", fields: null }],
    ["nothing but a key", { key: "EX-1" }],
    ["every field null", { id: null, key: "EX-1", fields: { ...nulls, created: null, updated: null }, changelog: null }],
  ])("an issue with %s is skipped by name, because nothing says when it was", (_what, raw) => {
    const { issue, skipped } = read(raw);
    expect(issue).toBeUndefined();
    expect(skipped).toEqual([{ id: "EX-1", reason: expect.stringContaining("neither when it was created") }]);
  });

  test.each([
    ["null", null, "without id"],
    ["a number", 42, "without id"],
    ["an issue without key", { id: "10001", fields: {} }, "10001"],
    ["an issue with an empty key", { id: "10001", key: "", fields: {} }, "10001"],
  ])("%s in place of an issue is skipped with the reason", (_what, raw, id) => {
    expect(read(raw)).toEqual({ skipped: [{ id, reason: expect.stringContaining("cannot be read") }] });
  });

  test("a field of a wrong shape is taken as unset and said, and the rest is kept", () => {
    const { issue, skipped } = readFields({ priority: "High", duedate: "someday", labels: ["a", 7] });
    expect(issue).toMatchObject({ summary: "Summary of EX-1", priority: null, dueOn: null, labels: [] });
    expect(skipped.map(({ id, reason }) => `${id}: ${reason}`).sort()).toEqual([
      expect.stringContaining("EX-1: its duedate cannot be read"),
      expect.stringContaining("EX-1: its labels cannot be read"),
      expect.stringContaining("EX-1: its priority cannot be read"),
    ]);
  });

  test("one of its two times stands in for the other", () => {
    expect(readFields({ created: null }).issue.createdAt).toBe("2015-03-02T09:00:00.000Z");
    expect(readFields({ updated: null }).issue.updatedAt).toBe("2015-03-01T09:00:00.000Z");
  });

  test("a comment and a history entry that cannot be read are named, and the others are kept", () => {
    const { issue, skipped } = read(
      issueBody("EX-1", { comment: { total: 2, comments: [{ id: "31", created: "never" }, { id: "32", created: "2015-03-02T10:00:00.000Z" }] } }, {
        total: 2,
        histories: [{ id: "501" }, { id: "502", created: "2015-03-02T09:00:00.000Z", items: [{ field: "priority", fromString: "Low", toString: "High" }] }],
      }),
    );
    expect(issue?.commentCount).toBe(2);
    expect(issue?.latestComment).toEqual({ id: "32", by: null, at: "2015-03-02T10:00:00.000Z", text: "" });
    expect(issue?.history).toHaveLength(1);
    expect(skipped.map(({ id }) => id)).toEqual(["EX-1, history 501", "EX-1, comment 31"]);
  });
});

describe("text", () => {
  test("loses U+0000 and keeps zero-width and right-to-left characters, wherever it stands", () => {
    const odd = "a\u0000b\u200b\u200f\u202eעברית\u202c";
    const kept = "ab\u200b\u200f\u202eעברית\u202c";
    const { issue } = readFields({
      summary: odd,
      description: odd,
      labels: [odd],
      assignee: { accountId: "1", displayName: odd },
      comment: { comments: [{ id: "1", created: "2015-03-02T10:00:00.000Z", body: odd }] },
    });
    expect(issue).toMatchObject({ summary: kept, description: kept, labels: [kept], assignee: { name: kept }, latestComment: { text: kept } });
  });

  test("of 240 KB is kept as far as an item may hold it, with a mark", () => {
    const { issue } = readFields({ description: "é".repeat(120 * 1024) });
    expect(Buffer.byteLength(issue.description)).toBeLessThanOrEqual(200 * 1024);
    expect(Buffer.byteLength(issue.description)).toBeGreaterThan(200 * 1024 - 100);
    expect(issue.description).toMatch(/é\n\[cut here: 240 KB in Jira\]$/);
  });

  test("of 200 KB is kept whole", () => {
    const description = "x".repeat(200 * 1024);
    expect(readFields({ description }).issue.description).toBe(description);
  });

  test("of the latest comment is an excerpt, and the comment itself is longer", () => {
    const { issue, comments } = read(issueBody("EX-1", { comment: { comments: [{ id: "1", created: "2015-03-02T10:00:00.000Z", body: "y".repeat(3_000) }] } }));
    expect(issue?.latestComment?.text).toHaveLength(500);
    expect(comments?.[0]?.text).toHaveLength(3_000);
  });
});

describe("history", () => {
  const at = "2015-03-02T09:00:00.000Z";

  test("is oldest first, without doubles, and of the fields the rules read", () => {
    const { history } = readHistories(
      { id: "12", created: "2015-03-03T09:00:00.000+0000", author: { displayName: "Mia" }, items: [{ field: "status", fieldId: "status", from: "3", fromString: "Doing", to: "6", toString: "Closed" }] },
      { id: "9", created: "2015-03-02T09:00:00.000+0000", items: [{ field: "description", fieldId: "description", fromString: "a", toString: "b" }, { field: "assignee", fieldId: "assignee", from: null, fromString: null, to: "5b10", toString: "Mia" }] },
      { id: "12", created: "2015-03-03T09:00:00.000+0000", author: { displayName: "Mia" }, items: [{ field: "status", fieldId: "status", from: "3", fromString: "Doing", to: "6", toString: "Closed" }] },
      { id: "10", created: "2015-03-02T09:00:00.000+0000", items: [{ field: "priority", fieldId: "priority", fromString: "Low", toString: "High" }] },
    );
    expect(history).toEqual([
      { id: "9:1", at, by: null, field: "assignee", from: null, to: "Mia" },
      { id: "10", at, by: null, field: "priority", from: "Low", to: "High" },
      { id: "12", at: "2015-03-03T09:00:00.000Z", by: "Mia", field: "status", from: "Doing", to: "Closed", fromCategory: "indeterminate", toCategory: "done" },
    ]);
  });

  test.each([
    [{ field: "Sprint", fieldId: "customfield_10020", from: "", fromString: "", to: "7, 9", toString: "Sprint 7, Sprint 9" }, { field: "sprint", from: null, to: "7,9" }],
    [{ field: "Sprint", fieldtype: "custom", from: null, fromString: null, to: "10", toString: "Sprint 7/Sprint 8" }, { field: "sprint", from: null, to: "10" }],
    [{ field: "Flagged", fieldId: "customfield_10021", from: "", fromString: "", to: "[10019]", toString: "Impediment" }, { field: "flagged", from: null, to: "Impediment" }],
    [{ field: "duedate", fieldId: "duedate", from: "2009-04-28", fromString: "2009-04-28 00:00:00.0", to: null, toString: null }, { field: "due", from: "2009-04-28", to: null }],
    [{ field: "duedate", from: null, fromString: null, to: null, toString: "2009-04-28 00:00:00.0" }, { field: "due", from: null, to: "2009-04-28" }],
    [{ field: "Fix Version", fieldId: "fixVersions", from: "10000", fromString: "1.0", to: null, toString: null }, { field: "release", from: "1.0", to: null }],
    [{ field: "Link", fieldtype: "jira", from: null, fromString: null, to: "EE-2880", toString: "This issue is blocked by EE-2880" }, { field: "link", from: null, to: "is blocked by EE-2880" }],
    [{ field: "Link", fieldId: "issuelinks", from: "A-1", fromString: "This issue depends on A-1", to: null, toString: null }, { field: "link", from: "depends on A-1", to: null }],
    [{ field: "resolution", from: null, fromString: null, to: "1", toString: "Fixed" }, { field: "resolution", from: null, to: "Fixed" }],
    [{ field: "status", from: "999", fromString: "Open", to: "998", toString: "Ready" }, { field: "status", from: "Open", to: "Ready", fromCategory: "new", toCategory: "unknown" }],
    [{ field: "status", from: "5", fromString: "Resolved", to: "4", toString: "Reopened" }, { field: "status", from: "Resolved", to: "Reopened", fromCategory: "done", toCategory: "new" }],
    [{ field: "priority", fieldId: "priority", fromString: "Low" }, { field: "priority", from: "Low", to: null }],
  ])("reads %j", (item, expected) => {
    expect(readHistories({ id: "1", created: at, items: [item] }).history).toEqual([{ id: "1", at, by: null, ...expected }]);
  });

  test("leaves a custom field that only shares a name alone", () => {
    expect(readHistories({ id: "1", created: at, items: [{ field: "status", fieldId: "customfield_10999", toString: "Doing" }] }).history).toEqual([]);
  });

  test("too long for one item loses its oldest entries, and says which", () => {
    const histories = Array.from({ length: 3_000 }, (_, index) => ({
      id: String(index + 1),
      created: new Date(Date.parse(at) + index * 60_000).toISOString(),
      items: [{ field: "assignee", fieldId: "assignee", fromString: "Somebody with a rather long name", toString: "Somebody else with a rather long name" }],
    }));
    const { issue, skipped } = read(issueBody("EX-1", {}, { total: 3_000, histories }));
    expect(Buffer.byteLength(JSON.stringify(issue))).toBeLessThanOrEqual(300 * 1024);
    expect(Buffer.byteLength(JSON.stringify(issue))).toBeGreaterThan(299 * 1024);
    expect(issue?.history.at(-1)?.id).toBe("3000");
    const lost = 3_000 - (issue?.history.length ?? 0);
    expect(skipped).toEqual([{ id: "EX-1", reason: `its history of 3000 entries is too long to keep; the oldest ${lost}, before ${issue?.history[0]?.at}, are left out` }]);
  });
});

describe("links", () => {
  const type = { name: "Blocks", inward: "is blocked by", outward: "blocks" };
  const other = { key: "EX-2", fields: { summary: "Other", status: { id: "6", name: "Closed", statusCategory: { key: "done" } } } };

  test.each([
    [{ type, inwardIssue: other }, { relation: "is blocked by", key: "EX-2", summary: "Other", statusCategory: "done" }],
    [{ type, outwardIssue: other }, { relation: "blocks", key: "EX-2", summary: "Other", statusCategory: "done" }],
    [{ type: { name: "Gantt" }, outwardIssue: { key: "XX-1" } }, { relation: "Gantt", key: "XX-1", summary: null, statusCategory: "unknown" }],
  ])("%j has the phrase of this side", (link, expected) => {
    expect(readFields({ issuelinks: [link] }).issue.links).toEqual([expected]);
  });

  test("too many for one item are cut, and said", () => {
    const links = Array.from({ length: 2_000 }, (_, index) => ({ type, inwardIssue: { key: `EX-${index}`, fields: { summary: "s".repeat(250) } } }));
    const { issue, skipped } = readFields({ issuelinks: links });
    expect(Buffer.byteLength(JSON.stringify(issue))).toBeLessThanOrEqual(300 * 1024);
    expect(skipped).toEqual([{ id: "EX-1", reason: `it has 2000 links, too many to keep; ${2_000 - issue.links.length} are left out` }]);
  });
});

test.each([
  [{ name: "Epic", subtask: false }, { isEpic: true, isSubtask: false }],
  [{ name: "Эпик", untranslatedName: "Epic" }, { isEpic: true, isSubtask: false }],
  [{ name: "Initiative", hierarchyLevel: 2 }, { isEpic: true, isSubtask: false }],
  [{ name: "子任务", subtask: true, hierarchyLevel: -1 }, { isEpic: false, isSubtask: true }],
  [{ name: "Sub-task", hierarchyLevel: -1 }, { isEpic: false, isSubtask: true }],
])("the type %j", (issuetype, expected) => {
  expect(readFields({ issuetype }).issue).toMatchObject(expected);
});

describe("sprints of an issue", () => {
  test("in the string form of older sites, commas in the name and all", () => {
    const { sprints } = read(
      issueBody("EX-1", {
        customfield_10020: [
          "com.atlassian.greenhopper.service.sprint.Sprint@4b3059ba[rapidViewId=16,state=CLOSED,name=Sprint 7, with [care], Ends 1/3/14,goal=,startDate=2013-12-12T19:25:29.185Z,endDate=2014-01-03T20:25:00.000+01:00,completeDate=<null>,sequence=10,id=10]",
        ],
      }),
    );
    expect(sprints).toEqual([
      {
        id: 10,
        boardId: 16,
        name: "Sprint 7, with [care], Ends 1/3/14",
        state: "closed",
        goal: null,
        startAt: "2013-12-12T19:25:29.185Z",
        endAt: "2014-01-03T19:25:00.000Z",
        completedAt: null,
      },
    ]);
  });

  test("in the form of agile bodies", () => {
    const sprint = { id: 8, name: "Sprint 8", state: "active", originBoardId: 84 };
    expect(readFields({ sprint, closedSprints: [{ id: 7, name: "Sprint 7", state: "closed" }] }).issue.sprintIds).toEqual([7, 8]);
  });

  test("that cannot be read are named", () => {
    const { issue, skipped } = readFields({ customfield_10020: [{ id: 8, state: "paused" }, "garbage", { id: 9, state: "future" }] });
    expect(issue.sprintIds).toEqual([9]);
    expect(skipped.map(({ id }) => id)).toEqual(["EX-1, sprint 8", "EX-1, sprint without id"]);
  });
});

test.each([
  [{ id: "1", name: "1.0", startDate: "2015-01-01", releaseDate: "2015-07-06", released: true, archived: false }, { id: "1", name: "1.0", startOn: "2015-01-01", releaseOn: "2015-07-06", released: true, archived: false }],
  [{ id: 2, releaseDate: 1278385482288 }, { id: "2", name: "2", startOn: null, releaseOn: "2010-07-06", released: false, archived: false }],
])("the release %j", (body, expected) => {
  expect(mapRelease(ReleaseBody.parse(body))).toEqual(expected);
});
