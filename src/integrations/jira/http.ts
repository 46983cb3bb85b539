import { setTimeout as delay } from "node:timers/promises";
import type * as z from "zod";
import type { AppError } from "#core/errors.ts";
import { jiraError, type Where } from "./errors.ts";
import { explainNetworkError, explainStatus } from "./explain.ts";
import { readRetryAfter, waitBeforeRetry } from "./retry.ts";

const MAX_BODY_BYTES = 50 * 1024 * 1024;
const DEFAULT_TIMEOUT_MS = 30_000;

/** How to reach one Jira Cloud site. `signal` ends all waiting; the last four are for tests, where `timeoutMs` covers one request with its body. */
export type JiraConnection = {
  baseUrl: string;
  email: string;
  token: string;
  signal?: AbortSignal;
  fetch?: typeof fetch;
  sleep?: (ms: number) => Promise<unknown>;
  random?: () => number;
  timeoutMs?: number;
};

export type JiraRequest = {
  method: "GET" | "POST";
  path: string;
  query?: Record<string, string | number>;
  body?: unknown;
};

export type JiraHttp = {
  /** Sends, retries what a retry can help, and answers the body once it has the schema's shape. */
  send<S extends z.ZodType>(request: JiraRequest, schema: S): Promise<z.output<S>>;
  /** HTTP requests made so far, retries included. */
  requests(): number;
};

type Outcome = { body: string; type: string } | { error: AppError; again: boolean; askedMs: number | null };

/** The address as we use and show it: no trailing slash, no query, no credentials. */
export function siteOf(baseUrl: string): string {
  const url = URL.parse(baseUrl);
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) {
    throw jiraError(
      "jira-bad-base-url",
      "The Jira base URL is not a plain http or https address. Set it to your site, such as https://your-company.atlassian.net",
    );
  }
  return url.origin + url.pathname.replace(/\/+$/, "");
}

export function createJiraHttp(connection: JiraConnection): JiraHttp {
  const site = siteOf(connection.baseUrl);
  const send = connection.fetch ?? fetch;
  const { signal } = connection;
  const sleep = connection.sleep ?? ((ms) => delay(ms, undefined, { ...(signal && { signal }) }));
  const random = connection.random ?? Math.random;
  const authorization = `Basic ${Buffer.from(`${connection.email}:${connection.token}`).toString("base64")}`;
  let sent = 0;

  /** A proxy or a debugging server may repeat what it was sent; the credentials must not come back in our messages. */
  function withoutCredentials(text: string): string {
    return [authorization.slice("Basic ".length), connection.token].reduce((safe, secret) => safe.replaceAll(secret, "…"), text);
  }

  async function attempt(request: JiraRequest, where: Where): Promise<Outcome> {
    const url = new URL(site + request.path);
    for (const [name, value] of Object.entries(request.query ?? {})) url.searchParams.set(name, String(value));
    signal?.throwIfAborted();
    sent += 1;
    try {
      const response = await send(url, {
        method: request.method,
        headers: {
          authorization,
          accept: "application/json",
          ...(request.body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
        redirect: "manual",
        signal: AbortSignal.any([AbortSignal.timeout(connection.timeoutMs ?? DEFAULT_TIMEOUT_MS), ...(signal ? [signal] : [])]),
      });
      const body = await readBody(response);
      if (body === null) return { error: tooLarge(where), again: false, askedMs: null };
      if (response.ok) return { body, type: response.headers.get("content-type") ?? "" };
      const { error, again } = explainStatus(response, withoutCredentials(body), where);
      return { error, again, askedMs: readRetryAfter(response.headers) };
    } catch (thrown) {
      signal?.throwIfAborted();
      return { ...explainNetworkError(thrown, where), askedMs: null };
    }
  }

  return {
    async send(request, schema) {
      const where: Where = { site, method: request.method, path: request.path };
      for (let retries = 0; ; retries += 1) {
        const outcome = await attempt(request, where);
        if ("body" in outcome) return parseBody(outcome, schema, where);
        const wait = outcome.again ? waitBeforeRetry(retries, outcome.askedMs, random) : null;
        if (wait === null) throw outcome.error;
        await sleep(wait);
      }
    },
    requests: () => sent,
  };
}

/** The body as text, or null as soon as it grows past what one answer may hold. */
async function readBody(response: Response): Promise<string | null> {
  if (!response.body) return "";
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > MAX_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** JSON can spell half a surrogate pair, which no UTF-8 text can hold; it becomes the replacement character. */
function parseWellFormed(text: string): unknown {
  if (!/\\u[dD][89a-fA-F]/.test(text)) return JSON.parse(text);
  return JSON.parse(text, (_, value: unknown) => (typeof value === "string" ? value.toWellFormed() : value));
}

function parseBody<S extends z.ZodType>(answer: { body: string; type: string }, schema: S, where: Where): z.output<S> {
  let json: unknown;
  try {
    json = parseWellFormed(answer.body);
  } catch (cause) {
    if (/html/i.test(answer.type) || /^\s*</.test(answer.body)) {
      throw jiraError(
        "jira-not-json",
        `${where.site} answered ${where.method} ${where.path} with a web page instead of JSON. Check that the base URL is the Jira site itself and that no login page or proxy stands before it.`,
        where,
      );
    }
    throw jiraError(
      "jira-malformed",
      `${where.site} answered ${where.method} ${where.path} with JSON that is cut off or invalid after ${answer.body.length} characters. Try again; if it stays, look for a proxy that changes the answers.`,
      where,
      cause,
    );
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const first = parsed.error.issues[0];
  throw jiraError(
    "jira-malformed",
    `${where.site} answered ${where.method} ${where.path} with JSON of another shape than Jira Cloud's (${first?.path.join(".") || "the whole body"}: ${first?.message ?? "invalid"}). Check that the base URL is a Jira Cloud site.`,
    where,
    parsed.error,
  );
}

function tooLarge(where: Where): AppError {
  return jiraError(
    "jira-too-large",
    `${where.site} answered ${where.method} ${where.path} with more than ${MAX_BODY_BYTES / 1024 / 1024} MB, which is more than one page of Jira can be. Check that the base URL is a Jira Cloud site.`,
    where,
  );
}
