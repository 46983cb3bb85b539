import { afterEach, describe, expect, test, vi } from "vitest";
import * as z from "zod";
import { messageOf } from "#core/errors.ts";
import { startFakeJira, type FakeJira, type FakeJiraOptions, type Fault } from "#integrations/jira/fake.ts";
import { recordedIssue, recordingOf, type RecordedHistory, type Recording } from "#integrations/jira/fake/recording.ts";

const author = { accountId: "ann", displayName: "Ann", active: true };
let jira: FakeJira | undefined;
afterEach(() => jira?.close());

/** Issues EX-1 to EX-n, created a day apart from the first of March 2015. */
function recordingWith(count: number, histories: RecordedHistory[] = []): Recording {
  const issues = Array.from({ length: count }, (_, index) =>
    recordedIssue({
      id: `${1000 + index}`,
      key: `EX-${index + 1}`,
      createdAt: new Date(Date.UTC(2015, 2, 1 + index, 8)).toISOString(),
      reporter: author,
      histories: index === 0 ? histories : [],
    }),
  );
  return recordingOf({ project: { id: "10", key: "EX", name: "Example" }, issues, sprints: [], versions: [] });
}

async function start(options: Partial<FakeJiraOptions> = {}): Promise<FakeJira> {
  jira = await startFakeJira({ recording: recordingWith(5), now: () => "2016-01-01T00:00:00.000Z", ...options });
  return jira;
}

const Found = z.object({ issues: z.array(z.looseObject({ key: z.string() })), nextPageToken: z.string().optional(), isLast: z.boolean() });

async function post(body: object): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${jira?.baseUrl}/rest/api/3/search/jql`, { method: "POST", body: JSON.stringify(body) });
  return { status: response.status, body: await response.json() };
}

async function found(jql: string, more: object = {}): Promise<string[]> {
  const answer = await post({ jql, fields: ["summary"], ...more });
  return Found.parse(answer.body).issues.map((issue) => issue.key);
}

describe("searching", () => {
  test("finds what changed since a minute in the account's time zone, in the order asked for", async () => {
    await start({ accountTimeZone: "America/Los_Angeles" });
    expect(await found('project = EX AND updated >= "2015/03/03 00:00" ORDER BY updated ASC')).toEqual(["EX-3", "EX-4", "EX-5"]);
    expect(await found('project in ("EX") AND updated >= "2015-03-03 00:01" ORDER BY created DESC')).toEqual(["EX-5", "EX-4"]);
    expect(await found('key in (EX-2, "ex-4") order by key')).toEqual(["EX-2", "EX-4"]);
    expect(await found("key in (EX-2, EX-4) ORDER BY created DESC, key ASC")).toEqual(["EX-4", "EX-2"]);
  });

  test("does not find what is not there yet", async () => {
    await start({ now: () => "2015-03-02T08:00:00.000Z" });
    expect(await found("project = EX ORDER BY key ASC")).toEqual(["EX-1", "EX-2"]);
  });

  test("pages by token through the site as it stood when the first page was asked for", async () => {
    let now = "2015-03-04T12:00:00.000Z";
    await start({ now: () => now });
    const first = Found.parse((await post({ jql: "project = EX ORDER BY key ASC", fields: ["summary"], maxResults: 3 })).body);
    now = "2016-01-01T00:00:00.000Z";
    const second = { jql: "project = EX ORDER BY key ASC", fields: ["summary"], maxResults: 3, nextPageToken: first.nextPageToken };
    expect(first).toMatchObject({ isLast: false, issues: [{ key: "EX-1" }, { key: "EX-2" }, { key: "EX-3" }] });
    expect((await post(second)).body).toMatchObject({ isLast: true, issues: [{ key: "EX-4" }] });
    expect(await post({ ...second, nextPageToken: "nonsense" })).toMatchObject({ status: 400 });
    expect(await post({ ...second, jql: "project = EX" })).toMatchObject({ status: 400 });
  });

  test("gives at most a hundred issues a page, and only the fields asked for", async () => {
    await start({ recording: recordingWith(120) });
    expect(await found("project = EX", { maxResults: 5000 })).toHaveLength(100);
    const { body } = await post({ jql: "key = EX-1", fields: ["summary", "created"] });
    expect(body).toMatchObject({ issues: [{ fields: { summary: "Summary of EX-1", created: "2015-03-01T08:00:00.000+0000" } }] });
    expect(z.object({ issues: z.array(z.object({ fields: z.looseObject({}) })) }).parse(body).issues.map((one) => Object.keys(one.fields))).toEqual([
      ["summary", "created"],
    ]);
    expect((await post({ jql: "key = EX-1" })).body).toEqual({ issues: [{ id: "1000" }], isLast: true });
  });

  test("embeds the newest hundred changes and gives them all, oldest first, page by page", async () => {
    const histories = Array.from({ length: 130 }, (_, index) => ({
      id: `${index}`,
      author,
      createdAt: new Date(Date.UTC(2015, 2, 2, 8, index)).toISOString(),
      items: [],
    }));
    const { baseUrl } = await start({ recording: recordingWith(1, histories) });
    const Changelog = z.object({ total: z.int(), histories: z.array(z.object({ id: z.string() })) });
    const { body } = await post({ jql: "key = EX-1", fields: ["summary"], expand: "changelog" });
    const [embedded] = z.object({ issues: z.array(z.object({ changelog: Changelog })) }).parse(body).issues;
    expect(embedded?.changelog.total).toBe(130);
    expect(embedded?.changelog.histories.map((one) => Number(one.id))).toEqual(Array.from({ length: 100 }, (_, index) => 129 - index));
    const page = await (await fetch(`${baseUrl}/rest/api/3/issue/EX-1/changelog?startAt=100&maxResults=100`)).json();
    expect(page).toMatchObject({ startAt: 100, total: 130, isLast: true, values: { length: 30, 0: { id: "100" } } });
  });

  test("refuses an unknown project or issue and an unbounded query in Jira's words, as nothing unexpected", async () => {
    await start();
    const said = async (jql: string): Promise<unknown> => ((await post({ jql })).body as { errorMessages: unknown }).errorMessages;
    expect(await said("project = NOPE")).toEqual(["The value 'NOPE' does not exist for the field 'project'."]);
    expect(await said("key in (EX-1, EX-99)")).toEqual(["An issue with key 'EX-99' does not exist for field 'key'."]);
    expect(await said("ORDER BY updated")).toEqual(["Unbounded JQL queries are not allowed here. Please add a search restriction to your query."]);
    expect(jira?.unexpected()).toEqual([]);
  });

  test.each([
    ["JQL beyond the subset", { jql: "project = EX AND assignee = currentUser()" }],
    ["an OR", { jql: "project = EX OR key = EX-1" }],
    ["an order it lacks", { jql: "project = EX ORDER BY rank" }],
    ["a property the contract lacks", { jql: "project = EX", startAt: 50 }],
    ["a field it does not serve", { jql: "project = EX", fields: ["votes"] }],
    ["an expansion it does not serve", { jql: "project = EX", fields: ["summary"], expand: "names" }],
  ])("refuses %s, and says that it was unexpected", async (_, body) => {
    await start();
    expect(await post(body)).toMatchObject({ status: 400, body: { errorMessages: [expect.any(String)], errors: {} } });
    expect(jira?.unexpected()).toHaveLength(1);
  });
});

describe("the server", () => {
  test("lets in only who has the credentials", async () => {
    const { baseUrl } = await start({ credentials: { email: "ann@example.com", token: "secret" } });
    const ask = (text: string): Promise<Response> =>
      fetch(`${baseUrl}/rest/api/3/myself`, { headers: { authorization: `Basic ${Buffer.from(text).toString("base64")}` } });
    expect((await fetch(`${baseUrl}/rest/api/3/myself`)).status).toBe(401);
    expect((await ask("ann@example.com:wrong")).status).toBe(401);
    expect((await ask("ann@example.com:secret")).status).toBe(200);
  });

  test("answers what it does not have with 404 and remembers that it was asked", async () => {
    const { baseUrl, requests, unexpected } = await start();
    const response = await fetch(`${baseUrl}/rest/api/3/dashboard?x=1`);
    expect([response.status, await response.json()]).toEqual([404, { errorMessages: [expect.any(String)], errors: {} }]);
    expect(requests).toEqual([{ method: "GET", path: "/rest/api/3/dashboard?x=1", at: "2016-01-01T00:00:00.000Z" }]);
    expect(unexpected()).toEqual([expect.stringContaining("GET /rest/api/3/dashboard?x=1")]);
  });

  test("answers an issue, a project, a board or a sprint that is not there with Jira's refusal, as nothing unexpected", async () => {
    const { baseUrl, unexpected } = await start();
    const paths = ["api/3/issue/EX-99", "api/3/project/NOPE/versions", "agile/1.0/board/9/sprint", "agile/1.0/sprint/9"];
    const statuses = await Promise.all(paths.map(async (path) => (await fetch(`${baseUrl}/rest/${path}`)).status));
    expect(statuses).toEqual([404, 404, 404, 404]);
    expect((await fetch(`${baseUrl}/rest/agile/1.0/board?projectKeyOrId=NOPE`)).status).toBe(400);
    expect(unexpected()).toEqual([]);
  });

  test("misbehaves for as many requests as asked, then no more", async () => {
    const { baseUrl, misbehave } = await start();
    const ask = (): Promise<Response> => fetch(`${baseUrl}/rest/api/3/myself`);
    misbehave({ kind: "status", status: 429, retryAfter: "7", times: 2 });
    const answers = [await ask(), await ask(), await ask()];
    expect(answers.map((answer) => answer.status)).toEqual([429, 429, 200]);
    expect(answers[0]?.headers.get("retry-after")).toBe("7");
    expect(await answers[0]?.json()).toEqual({ errorMessages: ["Rate limit exceeded."], errors: {} });
    misbehave({ kind: "status", status: 503 });
    expect([(await ask()).status, (await ask()).headers.get("retry-after")]).toEqual([503, null]);
    misbehave(null);
    expect((await ask()).status).toBe(200);
  });

  test.each<[string, Fault, string, RegExp]>([
    ["a page", { kind: "html" }, "text/html;charset=UTF-8", /^<!DOCTYPE html>/],
    ["half of the right answer", { kind: "truncated" }, "application/json;charset=UTF-8", /^{"self"/],
    ["malformed text", { kind: "malformed" }, "application/json;charset=UTF-8", /^{"issues"/],
  ])("can answer with %s in place of JSON", async (_, fault, type, text) => {
    const { baseUrl, misbehave } = await start();
    misbehave(fault);
    const response = await fetch(`${baseUrl}/rest/api/3/myself`);
    const body = await response.text();
    expect([response.status, response.headers.get("content-type")]).toEqual([200, type]);
    expect(body).toMatch(text);
    expect(() => JSON.parse(body)).toThrow(SyntaxError);
  });

  test("can cut the connection, and can hang until it is closed", async () => {
    const { baseUrl, misbehave, close, requests } = await start();
    misbehave({ kind: "reset", times: 1 });
    await expect(fetch(`${baseUrl}/rest/api/3/myself`)).rejects.toThrow("fetch failed");
    misbehave({ kind: "hang" });
    const hanging = fetch(`${baseUrl}/rest/api/3/myself`).then(() => "answered", messageOf);
    await vi.waitFor(() => expect(requests).toHaveLength(2));
    await close();
    jira = undefined;
    expect(await hanging).toBe("fetch failed");
  });
});
