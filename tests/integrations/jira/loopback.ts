import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import type { JiraConnection } from "#integrations/jira/index.ts";

export type Asked = { method: string; path: string; query: URLSearchParams; headers: IncomingMessage["headers"]; body: unknown };

/** JSON, or a string sent as it is; `hang` never answers, `reset` drops the connection. */
export type Answer = { status?: number; headers?: Record<string, string>; json?: unknown; text?: string } | "hang" | "reset";
export type Answers = Record<string, Answer | ((asked: Asked) => Answer)>;

export type Loopback = { baseUrl: string; asked: Asked[]; paths: () => string[] };

/** A real HTTP server on loopback that answers by "METHOD /path"; what it was not told is a 404 as Jira gives it. */
export async function startLoopback(answers: Answers): Promise<Loopback> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const chunks: Uint8Array[] = [];
    request.on("data", (chunk: Uint8Array) => chunks.push(chunk));
    request.on("end", () => {
      const url = new URL(request.url ?? "/", "http://loopback");
      const text = Buffer.concat(chunks).toString();
      const one: Asked = {
        method: request.method ?? "",
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
        body: text === "" ? undefined : JSON.parse(text),
      };
      asked.push(one);
      const known = answers[`${one.method} ${one.path}`] ?? { status: 404, json: { errorMessages: [`no ${one.path} here`], errors: {} } };
      const answer = typeof known === "function" ? known(one) : known;
      if (answer === "hang") return;
      if (answer === "reset") {
        request.socket.destroy();
        return;
      }
      response.writeHead(answer.status ?? 200, { "content-type": "application/json;charset=UTF-8", ...answer.headers });
      response.end(answer.text ?? JSON.stringify(answer.json ?? {}));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return { baseUrl: `http://127.0.0.1:${port}`, asked, paths: () => asked.map((one) => `${one.method} ${one.path}`) };
}

/** A connection to it that never really waits; `waits` are the milliseconds it would have. */
export function connectTo(server: { baseUrl: string }, options: Partial<JiraConnection> = {}): JiraConnection & { waits: number[] } {
  const waits: number[] = [];
  return {
    baseUrl: server.baseUrl,
    email: "reader@example.com",
    token: "s3cret-t0ken",
    random: () => 0.5,
    sleep: async (ms) => void waits.push(ms),
    ...options,
    waits,
  };
}

/** The answers of a small site with one project EX, one board and no issues; any of them may be replaced. */
export function smallSite(others: Answers = {}): Answers {
  return {
    "GET /rest/api/3/myself": { json: { accountId: "5b10", displayName: "Mia Krystof", timeZone: "Asia/Kathmandu" } },
    "GET /rest/api/3/status": {
      json: [
        { id: "1", name: "Open", statusCategory: { key: "new" } },
        { id: "3", name: "In Progress", statusCategory: { key: "indeterminate" } },
        { id: "6", name: "Closed", statusCategory: { key: "done" } },
      ],
    },
    "GET /rest/api/3/field": {
      json: [
        { id: "summary", name: "Summary", schema: { type: "string", system: "summary" } },
        { id: "customfield_10020", name: "Sprint", schema: { custom: "com.pyxis.greenhopper.jira:gh-sprint" } },
        { id: "customfield_10021", name: "Flagged", schema: { custom: "com.atlassian.jira.plugin.system.customfieldtypes:multicheckboxes" } },
      ],
    },
    "GET /rest/api/3/priority": { json: [{ id: "1", name: "Highest" }, { id: "3", name: "Medium" }] },
    "GET /rest/api/3/project/search": { json: { startAt: 0, total: 1, isLast: true, values: [{ id: "10000", key: "EX", name: "Example" }] } },
    "GET /rest/api/3/project/EX/versions": { json: [{ id: "10000", name: "1.0", released: false, archived: false, releaseDate: "2015-07-06" }] },
    "GET /rest/agile/1.0/board": { json: { startAt: 0, total: 1, isLast: true, values: [{ id: 84, name: "EX board", type: "scrum" }] } },
    "GET /rest/agile/1.0/board/84/sprint": { json: { startAt: 0, total: 0, isLast: true, values: [] } },
    "POST /rest/api/3/search/jql": { json: { isLast: true, issues: [] } },
    ...others,
  };
}

/** An issue body as search/jql gives it, with the fields given. */
export function issueBody(key: string, fields: Record<string, unknown> = {}, changelog: unknown = { startAt: 0, maxResults: 0, total: 0, histories: [] }) {
  return {
    id: key.replace(/\D/g, ""),
    key,
    fields: { summary: `Summary of ${key}`, created: "2015-03-01T09:00:00.000+0000", updated: "2015-03-02T09:00:00.000+0000", ...fields },
    changelog,
  };
}
