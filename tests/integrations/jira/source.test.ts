import { describe, expect, test } from "vitest";
import type { Change } from "#core/ports.ts";
import { createJiraSource } from "#integrations/jira/index.ts";
import { connectTo, issueBody, smallSite, startLoopback, type Answers, type Asked } from "./loopback.ts";

const SEARCH = "POST /rest/api/3/search/jql";
const BOARD_SPRINTS = "GET /rest/agile/1.0/board/84/sprint";
const now = "2015-03-16T09:00:00.000Z";

async function siteWith(others: Answers) {
  const server = await startLoopback(smallSite(others));
  const source = createJiraSource(connectTo(server));
  const progress: [number, number | null][] = [];
  const read = (position: string | null, at = now) => source.read({ sourceKey: "EX", position, now: at }, (done, total) => progress.push([done, total]));
  return { server, source, read, progress };
}

/** Answers one page per call: the second is given for the token the first named, and so on. */
function pages(...bodies: Record<string, unknown>[]) {
  return (asked: Asked) => {
    const { nextPageToken } = asked.body as { nextPageToken?: string };
    const index = nextPageToken === undefined ? 0 : Number(nextPageToken.replace("page-", ""));
    return { json: bodies[index] ?? { isLast: true, issues: [] } };
  };
}

function keysOf(changes: readonly Change[]): string[] {
  return changes.flatMap((change) => (change.kind === "issue" ? [change.issue.key] : []));
}

function bodiesOf(asked: readonly Asked[], path: string): unknown[] {
  return asked.filter((one) => one.path === path).map((one) => one.body);
}

describe("the first read", () => {
  test("asks for the whole project with the fields it needs, and brings profile, sprints, releases and issues", async () => {
    const { server, read, progress } = await siteWith({
      [SEARCH]: { json: { isLast: true, issues: [issueBody("EX-1"), issueBody("EX-2")] } },
      [BOARD_SPRINTS]: { json: { startAt: 0, isLast: true, values: [{ id: 8, name: "Sprint 8", state: "active", originBoardId: 84 }] } },
    });
    const delta = await read(null);
    expect(bodiesOf(server.asked, "/rest/api/3/search/jql")).toEqual([
      {
        jql: 'project = "EX" ORDER BY updated ASC, key ASC',
        fields: [
          "summary", "description", "issuetype", "status", "priority", "assignee", "reporter", "created", "updated",
          "resolutiondate", "duedate", "labels", "fixVersions", "issuelinks", "comment", "customfield_10020", "customfield_10021",
        ],
        expand: "changelog",
        maxResults: 100,
      },
    ]);
    expect(delta.changes.map((change) => change.kind)).toEqual(["profile", "sprint", "release", "issue", "issue"]);
    expect(delta.changes[0]).toEqual({
      kind: "profile",
      profile: { source: "jira", priorities: ["Highest", "Medium"], accountTimeZone: "Asia/Kathmandu", boardIds: [84] },
    });
    expect(delta.skipped).toEqual([]);
    expect(delta.requests).toBe(server.asked.length);
    expect(progress).toEqual([[2, null], [2, 2]]);
  });

  test("of an empty project is whole again the next time", async () => {
    const { server, read } = await siteWith({});
    const first = await read(null);
    await read(first.position);
    const [, second] = bodiesOf(server.asked, "/rest/api/3/search/jql");
    expect(second).toMatchObject({ jql: 'project = "EX" ORDER BY updated ASC, key ASC' });
  });
});

describe("a later read", () => {
  test("goes back ten minutes behind the latest update, in the account's zone and without an upper bound", async () => {
    const { server, read } = await siteWith({ [SEARCH]: { json: { isLast: true, issues: [issueBody("EX-1", { updated: "2015-03-16T08:50:30.000+0000" })] } } });
    const first = await read(null);
    await read(first.position);
    const [, second] = bodiesOf(server.asked, "/rest/api/3/search/jql");
    expect(second).toMatchObject({ jql: 'project = "EX" AND updated >= "2015/03/16 14:25" ORDER BY updated ASC, key ASC' });
  });

  test("of a quiet project takes five requests and ends at the same position", async () => {
    const { server, read } = await siteWith({
      [SEARCH]: { json: { isLast: true, issues: [issueBody("EX-1")] } },
      [BOARD_SPRINTS]: { json: { isLast: true, values: [{ id: 8, name: "Sprint 8", state: "active" }] } },
    });
    const first = await read(null);
    const before = server.asked.length;
    const second = await read(first.position, "2015-03-16T09:15:00.000Z");
    expect(server.paths().slice(before)).toEqual([
      "GET /rest/api/3/myself",
      "GET /rest/api/3/status",
      SEARCH,
      "GET /rest/api/3/project/EX/versions",
      BOARD_SPRINTS,
    ]);
    expect(second.requests).toBe(5);
    expect(second.position).toBe(first.position);
  });

  test("looks up fields, priorities and boards again after an hour", async () => {
    const { server, read } = await siteWith({});
    await read(null);
    const before = server.asked.length;
    await read(null, "2015-03-16T10:00:00.000Z");
    expect(server.paths().slice(before)).toEqual(expect.arrayContaining(["GET /rest/api/3/field", "GET /rest/api/3/priority", "GET /rest/agile/1.0/board"]));
  });

  test("is whole where the position is of another site or not one of ours", async () => {
    const elsewhere = await siteWith({ [SEARCH]: { json: { isLast: true, issues: [issueBody("EX-1")] } } });
    const { position } = await elsewhere.read(null);
    const { server, read } = await siteWith({});
    for (const foreign of [position, "not json", '{"format":0}']) await read(foreign);
    for (const body of bodiesOf(server.asked, "/rest/api/3/search/jql")) expect(body).toMatchObject({ jql: 'project = "EX" ORDER BY updated ASC, key ASC' });
  });

  test("is not led astray by an update dated into the future", async () => {
    const { server, read } = await siteWith({ [SEARCH]: { json: { isLast: true, issues: [issueBody("EX-1", { updated: "2038-01-01T00:00:00.000+0000" })] } } });
    const first = await read(null);
    await read(first.position);
    const [, second] = bodiesOf(server.asked, "/rest/api/3/search/jql");
    expect(second).toMatchObject({ jql: expect.stringContaining('updated >= "2015/03/16 14:35"') });
  });

  test("without a known time zone goes back as far as any zone could mean", async () => {
    const { server, read } = await siteWith({
      "GET /rest/api/3/myself": { json: { accountId: "5b10" } },
      [SEARCH]: { json: { isLast: true, issues: [issueBody("EX-1", { updated: "2015-03-16T08:50:30.000+0000" })] } },
    });
    const first = await read(null);
    await read(first.position);
    const [, second] = bodiesOf(server.asked, "/rest/api/3/search/jql");
    expect(second).toMatchObject({ jql: expect.stringContaining('updated >= "2015/03/15 20:40"') });
  });
});

describe("pages of a search", () => {
  test("are read to the last one: small ones, empty ones with a token, and one that does not say it is the last", async () => {
    const { read, progress } = await siteWith({
      [SEARCH]: pages(
        { nextPageToken: "page-1", isLast: false, issues: [issueBody("EX-1")] },
        { nextPageToken: "page-2", issues: [] },
        { nextPageToken: "page-3", isLast: false },
        { issues: [issueBody("EX-2"), issueBody("EX-1", { summary: "moved while reading" })] },
      ),
    });
    const delta = await read(null);
    expect(keysOf(delta.changes)).toEqual(["EX-1", "EX-2"]);
    expect(delta.changes).toContainEqual(expect.objectContaining({ kind: "issue", issue: expect.objectContaining({ summary: "moved while reading" }) }));
    expect(progress).toEqual([[1, null], [1, null], [1, null], [2, null], [2, 2]]);
  });

  test("with a token given twice are an error", async () => {
    const { read } = await siteWith({ [SEARCH]: { json: { nextPageToken: "page-1", isLast: false, issues: [issueBody("EX-1")] } } });
    await expect(read(null)).rejects.toMatchObject({ code: "jira-malformed", message: expect.stringContaining("same page token twice") });
  });

  test("that promise more without a token are an error", async () => {
    const { read } = await siteWith({ [SEARCH]: { json: { isLast: false, issues: [issueBody("EX-1")] } } });
    await expect(read(null)).rejects.toMatchObject({ code: "jira-malformed", message: expect.stringContaining("not how to ask for it") });
  });

  test("that are no search answer at all are an error, not an empty project", async () => {
    const { read } = await siteWith({ [SEARCH]: { json: { message: "ok" } } });
    await expect(read(null)).rejects.toMatchObject({ code: "jira-malformed" });
  });
});

describe("a changelog", () => {
  const history = (id: number) => ({ id: String(id), created: new Date(Date.parse(now) - id * 60_000).toISOString(), items: [{ field: "priority", fieldId: "priority", toString: `P${id}` }] });
  const all = Array.from({ length: 250 }, (_, index) => history(index + 1));
  const CHANGELOG = "GET /rest/api/3/issue/EX-1/changelog";
  const paged = ({ query }: Asked) => {
    const startAt = Number(query.get("startAt"));
    const values = all.slice(startAt, startAt + 100);
    return { json: { startAt, maxResults: 100, total: all.length, isLast: startAt + values.length >= all.length, values } };
  };

  test.each([
    ["says there is more", { startAt: 0, maxResults: 100, total: 250, histories: all.slice(0, 100) }],
    ["does not say how much there is", { histories: all.slice(0, 100) }],
    ["holds nothing", {}],
    ["is null", null],
  ])("is read page by page where the embedded one %s", async (_what, changelog) => {
    const { read } = await siteWith({ [SEARCH]: { json: { isLast: true, issues: [issueBody("EX-1", {}, changelog)] } }, [CHANGELOG]: paged });
    const delta = await read(null);
    const issue = delta.changes.flatMap((change) => (change.kind === "issue" ? [change.issue] : []))[0];
    expect(issue?.history).toHaveLength(250);
    expect(issue?.history[0]?.to).toBe("P250");
  });

  test("that is embedded whole costs no request", async () => {
    const { server, read } = await siteWith({ [SEARCH]: { json: { isLast: true, issues: [issueBody("EX-1", {}, { total: 2, histories: all.slice(0, 2) })] } } });
    await read(null);
    expect(server.paths()).not.toContain(CHANGELOG);
  });

  test.each([
    ["always starts at the beginning", { startAt: 0, total: 250, values: all.slice(0, 100) }],
    ["ends before it is over", { total: 250, values: [] }],
  ])("whose paging %s is an error", async (_what, json) => {
    const { read } = await siteWith({ [SEARCH]: { json: { isLast: true, issues: [issueBody("EX-1", {}, null)] } }, [CHANGELOG]: { json } });
    await expect(read(null)).rejects.toMatchObject({ code: "jira-malformed", message: expect.stringContaining("does not page") });
  });

  test("of an issue that is gone by now costs only that issue, with the reason", async () => {
    const { read } = await siteWith({ [SEARCH]: { json: { isLast: true, issues: [issueBody("EX-1", {}, null), issueBody("EX-2")] } } });
    const delta = await read(null);
    expect(keysOf(delta.changes)).toEqual(["EX-2"]);
    expect(delta.skipped).toEqual([{ id: "EX-1", reason: expect.stringContaining("out of sight") }]);
  });
});

test("comments beyond those embedded are fetched, so that the latest one is the latest; a first read hands on none, for they are no news", async () => {
  const comment = (id: number) => ({ id: String(id), created: `2015-03-0${id}T09:00:00.000+0000`, body: `comment ${id}` });
  const { read } = await siteWith({
    [SEARCH]: { json: { isLast: true, issues: [issueBody("EX-1", { comment: { total: 3, comments: [comment(1), comment(2)] } })] } },
    "GET /rest/api/3/issue/EX-1/comment": ({ query }) => ({ json: { comments: query.get("orderBy") === "-created" ? [comment(3), comment(2)] : [], total: 3 } }),
  });
  const first = await read(null);
  const [atFirst, later] = [first, await read(first.position)].map(({ changes }) => changes.find((one) => one.kind === "issue"));
  expect(atFirst?.comments).toEqual([]);
  expect(later?.comments.map(({ id }) => id)).toEqual(["1", "2", "3"]);
  for (const change of [atFirst, later]) expect(change?.issue).toMatchObject({ commentCount: 3, latestComment: { text: "comment 3" } });
});

test("what cannot be read is skipped by name and the rest is read", async () => {
  const { read } = await siteWith({
    [SEARCH]: { json: { isLast: true, issues: [{ id: "9", fields: {} }, issueBody("EX-1")] } },
    "GET /rest/api/3/project/EX/versions": { json: [{ name: "no id" }, { id: "1", name: "1.0" }] },
  });
  const delta = await read(null);
  expect(keysOf(delta.changes)).toEqual(["EX-1"]);
  expect(delta.skipped.map(({ id }) => id)).toEqual(["9", "site, release without id"]);
});

describe("sprints", () => {
  const active = { id: 8, name: "Sprint 8", state: "active", originBoardId: 84 };
  const closed = { ...active, state: "closed", completeDate: "2015-03-16T08:00:00.000Z" };

  function sprintsOf(changes: readonly Change[]) {
    return changes.flatMap((change) => (change.kind === "sprint" ? [`${change.sprint.id} ${change.sprint.state}`] : []));
  }

  test("are read over all pages at first, then only the open ones, and all again once an open one has closed", async () => {
    const old = Array.from({ length: 60 }, (_, index) => ({ id: 100 + index, name: `Old ${index}`, state: "closed" }));
    let current: object = active;
    const { server, read } = await siteWith({
      [BOARD_SPRINTS]: ({ query }) => {
        const wanted = query.get("state")?.split(",");
        const matching = [...old, current].filter((one) => !wanted || ("state" in one && wanted.includes(String(one.state))));
        const startAt = Number(query.get("startAt"));
        const values = matching.slice(startAt, startAt + 50);
        return { json: { startAt, isLast: startAt + values.length >= matching.length, values } };
      },
    });
    const first = await read(null);
    expect(sprintsOf(first.changes)).toHaveLength(61);

    const quiet = await read(first.position);
    expect(sprintsOf(quiet.changes)).toEqual(["8 active"]);
    expect(server.asked.at(-1)?.query.get("state")).toBe("active,future");

    current = closed;
    const ended = await read(quiet.position);
    expect(sprintsOf(ended.changes)).toHaveLength(61);
    expect(sprintsOf(ended.changes)).toContain("8 closed");
    expect(sprintsOf((await read(ended.position)).changes)).toEqual([]);
  });

  test("of a board without an open one are asked for once an hour, and whenever everything is read", async () => {
    let sprints: object[] = [];
    const { read } = await siteWith({ [BOARD_SPRINTS]: () => ({ json: { isLast: true, values: sprints } }) });
    const first = await read(null);
    sprints = [active];
    expect(sprintsOf((await read(first.position, "2015-03-16T09:59:00.000Z")).changes)).toEqual([]);
    expect(sprintsOf((await read(null, "2015-03-16T09:59:00.000Z")).changes)).toEqual(["8 active"]);
    sprints = [];
    const closing = await read(first.position, "2015-03-16T09:59:00.000Z");
    sprints = [active];
    expect(sprintsOf((await read(closing.position, "2015-03-16T10:00:00.000Z")).changes)).toEqual(["8 active"]);
  });

  test("of a project without a board come from its issues", async () => {
    const { read } = await siteWith({
      "GET /rest/agile/1.0/board": { json: { isLast: true, values: [] } },
      [SEARCH]: { json: { isLast: true, issues: [issueBody("EX-1", { customfield_10020: [closed] })] } },
    });
    expect(sprintsOf((await read(null)).changes)).toEqual(["8 closed"]);
  });

  test("are what the board says where an issue says otherwise", async () => {
    const { read } = await siteWith({
      [BOARD_SPRINTS]: { json: { isLast: true, values: [closed] } },
      [SEARCH]: { json: { isLast: true, issues: [issueBody("EX-1", { customfield_10020: [active, { id: 9, state: "future" }] })] } },
    });
    expect(sprintsOf((await read(null)).changes)).toEqual(["8 closed", "9 future"]);
  });

  test("are asked of no kanban board, and a team-managed board may refuse them", async () => {
    const { server, read } = await siteWith({
      "GET /rest/agile/1.0/board": { json: { isLast: true, values: [{ id: 86, type: "simple" }, { id: 85, type: "kanban" }] } },
      "GET /rest/agile/1.0/board/86/sprint": { status: 400, json: { errorMessages: ["The board does not support sprints"] } },
    });
    const delta = await read(null);
    expect(delta.changes[0]).toMatchObject({ profile: { boardIds: [85, 86] } });
    expect(delta.skipped).toEqual([]);
    expect(server.paths()).not.toContain("GET /rest/agile/1.0/board/85/sprint");
  });

  test("of a scrum board that refuses them are an error", async () => {
    const { read } = await siteWith({ [BOARD_SPRINTS]: { status: 400, json: { errorMessages: ["no"] } } });
    await expect(read(null)).rejects.toMatchObject({ code: "jira-bad-request" });
  });

  test("are said to be unknown beyond the issues where the account may not use boards, and the rest is read", async () => {
    const { read } = await siteWith({ "GET /rest/agile/1.0/board": { status: 403, json: {} }, [SEARCH]: { json: { isLast: true, issues: [issueBody("EX-1")] } } });
    const first = await read(null);
    expect(keysOf(first.changes)).toEqual(["EX-1"]);
    const said = [{ id: "site, boards", reason: expect.stringContaining("from the issues only") }];
    expect(first.skipped).toEqual(said);
    expect((await read(first.position)).skipped).toEqual(said);
  });
});

test("an account that is not accepted is an error before anything is read as a stranger", async () => {
  const { server, read } = await siteWith({ "GET /rest/api/3/myself": { status: 401, json: {} } });
  await expect(read(null)).rejects.toMatchObject({ code: "jira-unauthorised" });
  expect(server.asked).toHaveLength(1);
});

test("a failure on a later page fails the read, so that the position stays", async () => {
  const { read } = await siteWith({
    [SEARCH]: ({ body }) =>
      (body as { nextPageToken?: string }).nextPageToken ? { status: 410, json: {} } : { json: { nextPageToken: "page-1", issues: [issueBody("EX-1")] } },
  });
  await expect(read(null)).rejects.toMatchObject({ code: "jira-gone" });
});
