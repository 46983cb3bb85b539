import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { messageOf } from "#core/errors.ts";
import type { Instant } from "#core/time.ts";
import { refuse, refuseUnexpected, type Answer } from "./fake/answer.ts";
import { findEndpoint } from "./fake/endpoints.ts";
import { createTrigger, misanswer, type Fault } from "./fake/faults.ts";
import type { Recording } from "./fake/recording.ts";
import { createSite } from "./fake/site.ts";

export type { Fault } from "./fake/faults.ts";

export type FakeJiraOptions = {
  recording: Recording;
  /** The simulated time: every answer is the site as it stood then. */
  now: () => Instant;
  /** Without, nobody is asked who they are. */
  credentials?: { email: string; token: string };
  accountTimeZone?: string;
  port?: number;
  /** The most issues a page of a search holds, however many are asked for: the server's choice, as in Jira. */
  searchPageSize?: number;
};

/** `path` includes the query; `at` is simulated time. */
export type FakeRequest = { method: string; path: string; at: Instant };

export type FakeJira = {
  baseUrl: string;
  requests: FakeRequest[];
  /** What was asked for and the fake does not have. A test that used the fake ends by asserting that this is empty. */
  unexpected(): string[];
  /** Answers wrongly from now on; null for properly again. */
  misbehave(fault: Fault | null): void;
  /** Ends open connections too. */
  close(): Promise<void>;
};

/** A demo may be asked for days. */
const requestsKept = 100_000;

/**
 * A Jira Cloud site over HTTP on 127.0.0.1 that serves a recording as it stood at a simulated time. It answers as Jira does
 * where it knows how, and refuses, loudly, what it does not.
 */
export async function startFakeJira(options: FakeJiraOptions): Promise<FakeJira> {
  const { recording, now, accountTimeZone: zone = "UTC", searchPageSize = 100 } = options;
  const site = createSite(recording);
  const requests: FakeRequest[] = [];
  const unexpected: string[] = [];
  let fault: { what: Fault; strikes: (path: string) => boolean } | null = null;
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      unexpected.push(`${request.method} ${request.url} failed: ${messageOf(error)}`);
      send(response, refuse(500, messageOf(error)));
    });
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(options.port ?? 0, "127.0.0.1", resolve));
  const address = server.address();
  const baseUrl = `http://127.0.0.1:${typeof address === "object" ? address?.port : options.port}`;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET", url = "/" } = request;
    const at = now();
    requests.push({ method, path: url, at });
    if (requests.length > requestsKept) requests.shift();
    const asked = new URL(url, baseUrl);
    const answer = answerTo({ method, url: asked, body: await bodyOf(request), authorization: request.headers.authorization, at });
    if (answer.unexpected !== undefined) unexpected.push(`${method} ${url}: ${answer.unexpected}`);
    if (fault?.strikes(asked.pathname)) return misanswer(fault.what, JSON.stringify(answer.body), response);
    send(response, answer);
  }

  function answerTo(asked: { method: string; url: URL; body: string; authorization: string | undefined; at: Instant }): Answer {
    const { credentials } = options;
    const expected = credentials && `Basic ${Buffer.from(`${credentials.email}:${credentials.token}`).toString("base64")}`;
    if (expected && asked.authorization !== expected) return refuse(401, "Client must be authenticated to access this resource.");
    const { pathname: path, searchParams: query } = asked.url;
    const found = findEndpoint(asked.method, path);
    if (!found) return refuseUnexpected(404, `null for uri: ${asked.url.href}`);
    const body = readJson(asked.body);
    if (body === undefined) return refuse(400, "There was an error parsing JSON. Check that your request body is valid.");
    return found.endpoint({ site, view: { baseUrl, zone, at: asked.at, world: site.world }, searchPageSize, path, params: found.params, query, body });
  }

  return {
    baseUrl,
    requests,
    unexpected: () => [...unexpected],
    misbehave(next) {
      fault = next && { what: next, strikes: createTrigger(next) };
    },
    async close() {
      if (!server.listening) return;
      const closed = new Promise<void>((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

/** Null for no body; undefined for one that is not JSON. */
function readJson(text: string): unknown {
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function send(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, { "content-type": "application/json;charset=UTF-8" });
  response.end(JSON.stringify(answer.body));
}
