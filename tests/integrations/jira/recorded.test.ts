import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import type { Skipped } from "#core/entities/checkpoint.ts";
import { Comment, Issue } from "#core/entities/issue.ts";
import { Sprint } from "#core/entities/sprint.ts";
import { mapIssue, mapRelease, type MappedIssue } from "#integrations/jira/map.ts";
import { parseEach, parseIssue } from "#integrations/jira/parse.ts";
import { Fields, HistoryBody, Myself, OffsetPage, Priorities, ProjectPage, ReleaseBody, SearchPage, SprintBody, Statuses, type Status } from "#integrations/jira/schema.ts";
import { toHistory } from "#integrations/jira/history.ts";
import { toSprint } from "#integrations/jira/sprint.ts";
import { indexStatuses } from "#integrations/jira/status.ts";
import { hasSharedData, needsSharedData, sharedDataPath } from "#tests/support/shared-data.ts";

const Recorded = z.object({ body: z.unknown() });
const Example = z.object({ method: z.string(), path: z.string(), status: z.string(), body: z.unknown() });

function lines(path: string): unknown[] {
  const text = readFileSync(sharedDataPath(path), "utf8");
  return text.split("\n").flatMap((line) => (line.trim() === "" ? [] : [JSON.parse(line)]));
}

function bodies(path: string): unknown[] {
  return lines(path).map((line) => Recorded.parse(line).body);
}

function example(file: string, method: string, path: string): unknown {
  const examples = z.array(Example).parse(JSON.parse(readFileSync(sharedDataPath(`fixtures/jira/${file}`), "utf8")));
  return examples.find((one) => one.method === method && one.path === path && one.status === "200")?.body;
}

function mapAll(raw: readonly unknown[], custom = { sprint: ["customfield_10020"], flagged: ["customfield_10021"] }, statuses: readonly Status[] = []) {
  const skipped: Skipped[] = [];
  const mapped: MappedIssue[] = [];
  for (const one of raw) {
    const parsed = parseIssue(one, custom, skipped);
    const whole = parsed && { ...parsed, histories: parsed.histories ?? [], comments: parsed.fields.comment?.comments ?? [] };
    const result = whole && mapIssue(whole, { site: "https://ex.atlassian.net", custom, statuses: indexStatuses(statuses) }, skipped);
    if (result) mapped.push(result);
  }
  for (const { issue, comments, sprints } of mapped) {
    Issue.parse(issue);
    z.array(Comment).parse(comments);
    z.array(Sprint).parse(sprints);
    expect(Buffer.byteLength(JSON.stringify(issue))).toBeLessThan(300 * 1024);
    expect(issue.history.map((entry) => entry.at)).toEqual(issue.history.map((entry) => entry.at).toSorted());
  }
  return { mapped, skipped, find: (key: string) => mapped.find(({ issue }) => issue.key === key) };
}

describe.skipIf(!hasSharedData)(`recorded bodies ${needsSharedData}`, () => {
  test("of a real Jira Cloud board become facts, Chinese and zero-width text included", () => {
    const statuses = Statuses.parse(bodies("jira/jira-cloud-devlake/status.jsonl"));
    const { mapped, skipped, find } = mapAll(bodies("jira/jira-cloud-devlake/issues.jsonl"), undefined, statuses);
    expect(mapped).toHaveLength(33);
    expect(skipped).toEqual([]);
    const text = JSON.stringify(mapped);
    expect(text).not.toContain("\\u0000");
    expect(text).toContain("\u200b");
    expect(find("EE-6")?.issue).toMatchObject({
      type: "故事",
      createdAt: "2020-06-12T00:17:26.986Z",
      updatedAt: "2021-03-28T08:05:56.750Z",
      assignee: { id: "5ecfbd0c2490cf0c09e2e598", name: "Gerile Tu" },
      sprintIds: [7],
      releaseIds: ["10026"],
    });
    expect(find("EE-6")?.sprints[0]).toMatchObject({ boardId: 8, name: "EE Sprint 7", state: "closed", completedAt: "2020-06-22T05:59:58.980Z" });
    const moves = mapped.flatMap(({ issue }) => issue.history).filter((entry) => entry.field === "status");
    expect(moves).toHaveLength(165);
    // The site has dropped Resolved too, but that one is Jira's own.
    const unknown = moves.filter((move) => move.toCategory === "unknown").map((move) => move.to);
    expect(new Set(unknown)).toEqual(new Set(["Ready for Dev"]));
    expect(moves.filter((move) => move.to === "Resolved" && move.toCategory === "done")).toHaveLength(37);
  });

  test("of a real Jira Cloud changelog become history", () => {
    const skipped: Skipped[] = [];
    const read = parseEach(bodies("jira/jira-cloud-devlake/issue_changelogs.jsonl"), HistoryBody, "history", skipped);
    const history = toHistory(read, { custom: { sprint: ["customfield_10020"], flagged: [] }, statuses: indexStatuses([]) });
    expect(skipped).toEqual([]);
    expect(history.filter((entry) => entry.field === "sprint")).toHaveLength(12);
    expect(history.filter((entry) => entry.field === "status")).toHaveLength(10);
  });

  test("of real Jira Cloud sprints become sprints", () => {
    const sprints = z.array(SprintBody).parse(bodies("jira/jira-cloud-devlake/sprints.jsonl")).map(toSprint);
    expect(z.array(Sprint).parse(sprints)).toHaveLength(30);
  });

  test.each([
    ["transcribed-search-jql-v3-adf.json", 3, { description: "test ContentOfContent req", type: "Task", statusCategory: "new" }],
    ["axonivy-search-jql-searchImprovements93.json", 2, { key: "XIVY-6324", priority: "Major", statusCategory: "done", releaseIds: ["12198"] }],
  ])("of a real search page %s become facts", (file, count, first) => {
    const page = SearchPage.parse(JSON.parse(readFileSync(sharedDataPath(`fixtures/jira/${file}`), "utf8")));
    // The transcribed page asked for no times, without which an issue is no fact.
    const issues = (page.issues ?? []).map((issue) => {
      const body = z.looseObject({ fields: z.record(z.string(), z.unknown()) }).parse(issue);
      return { ...body, fields: { created: "2025-01-01T00:00:00.000+0000", ...body.fields } };
    });
    const { mapped, skipped } = mapAll(issues);
    expect(skipped).toEqual([]);
    expect(mapped).toHaveLength(count);
    expect(mapped[0]?.issue).toMatchObject(first);
  });

  test("a real page with a token and no issues is a page", () => {
    const page = SearchPage.parse(JSON.parse(readFileSync(sharedDataPath("fixtures/jira/axonivy-search-jql-page1.json"), "utf8")));
    expect(page).toMatchObject({ isLast: false, nextPageToken: expect.any(String) });
  });

  test("the vendor's own examples have the shapes we expect", () => {
    const platform = "atlassian-platform-official-examples.json";
    const software = "atlassian-software-official-examples.json";
    expect(Fields.parse(example(platform, "GET", "/rest/api/3/field")).map(({ id }) => id)).toEqual(["description", "summary"]);
    expect(Priorities.parse(example(platform, "GET", "/rest/api/3/priority")).map(({ name }) => name)).toEqual(["Major", "Trivial"]);
    expect(Statuses.parse(example(platform, "GET", "/rest/api/3/status"))).toHaveLength(2);
    expect(Myself.parse(example(platform, "GET", "/rest/api/3/myself")).timeZone).toBe("Australia/Sydney");
    expect(ProjectPage.parse(example(platform, "GET", "/rest/api/3/project/search")).values[0]?.key).toBe("EX");
    expect(OffsetPage.parse(example(platform, "GET", "/rest/api/3/issue/{issueIdOrKey}/changelog")).total).toBe(5);
    expect(OffsetPage.parse(example(software, "GET", "/rest/agile/1.0/board")).values).toHaveLength(2);
    const releases = z.array(ReleaseBody).parse(example(platform, "GET", "/rest/api/3/project/{projectIdOrKey}/versions")).map(mapRelease);
    expect(releases[0]).toMatchObject({ name: "New Version 1", releaseOn: "2010-07-06", released: true });
    const sprints = OffsetPage.parse(example(software, "GET", "/rest/agile/1.0/board/{boardId}/sprint")).values;
    expect(z.array(SprintBody).parse(sprints).map(toSprint)[0]).toMatchObject({ boardId: 5, state: "closed", endAt: "2015-04-19T15:22:00.000Z" });
  });

  test.each([
    ["jira/titanium/timob-2015h1.jsonl", 881, {}],
    ["jira/apache/apache-mixed.jsonl", 496, {}],
    ["jira/duraspace/hydra-family.jsonl", 294, { sprint: ["customfield_10290"], flagged: [] }],
    ["jira/duraspace/fcrepo.jsonl", 1_017, { sprint: ["customfield_10290"], flagged: [] }],
  ])("of an older server in %s all become facts", (file, count, custom) => {
    const { mapped, skipped } = mapAll(lines(file), { sprint: [], flagged: [], ...custom });
    expect(skipped).toEqual([]);
    expect(mapped).toHaveLength(count);
  });

  test("of an older server's sprint texts and due dates are read", () => {
    const { mapped } = mapAll(lines("jira/duraspace/hydra-family.jsonl"), { sprint: ["customfield_10290"], flagged: [] });
    const sprints = new Map(mapped.flatMap((one) => one.sprints).map((sprint) => [sprint.id, sprint]));
    expect(sprints.get(10)).toMatchObject({ boardId: 16, name: "Sprint 7/Sprint 8-Ends 1/3/14", startAt: "2013-12-12T19:25:29.185Z", state: "closed" });
    expect(mapped.filter(({ issue }) => issue.dueOn !== null)).toHaveLength(227);
    const dueMoves = mapped.flatMap(({ issue }) => issue.history).filter((entry) => entry.field === "due");
    expect(dueMoves).toHaveLength(97);
    expect(dueMoves.filter((entry) => entry.from === null && entry.to === null)).toEqual([]);
  });
});
