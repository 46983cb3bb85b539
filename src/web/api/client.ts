import type { Problem } from "#contract/problem.ts";
import type { BodyInput, PathParams, QueryInput, ResponseOf } from "#contract/routes.ts";
import { messageOf } from "#core/errors.ts";
import { endpoints, type EndpointName } from "./endpoints.ts";
import { apiError, ProblemError } from "./errors.ts";

type Input<N extends EndpointName> = {
  params?: PathParams<N>;
  query?: QueryInput<N>;
  body?: BodyInput<N>;
  signal?: AbortSignal;
};

/** Calls one endpoint. Throws ProblemError for what the API refused, `server-unreachable` and `unreadable-answer` otherwise. */
export async function call<N extends EndpointName>(name: N, input: Input<N>): Promise<ResponseOf<N>> {
  const { method, path } = endpoints[name];
  const response = await send(fill(path, input.params ?? {}) + search(input.query ?? {}), {
    method,
    headers: input.body === undefined ? {} : { "content-type": "application/json" },
    ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
    ...(input.signal ? { signal: input.signal } : {}),
  });
  const answer = await readJson(response);
  if (response.ok) return answer as ResponseOf<N>;
  if (isProblem(answer)) throw new ProblemError(answer);
  throw unreadable(response, `status ${response.status} without an explanation`);
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    const advice = "The workbench does not answer. Check that it still runs, or start it again with `npm start`.";
    throw apiError("server-unreachable", advice, {}, error);
  }
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unreadable(response, messageOf(error), error);
  }
}

function unreadable(response: Response, what: string, cause?: unknown) {
  const message = `${new URL(response.url).pathname} answered something that is not ours to read (${what}). Reload the page; if it stays, restart the workbench.`;
  return apiError("unreadable-answer", message, { status: response.status }, cause);
}

function isProblem(answer: unknown): answer is Problem {
  return typeof answer === "object" && answer !== null && "code" in answer && "detail" in answer && "status" in answer;
}

function fill(path: string, params: Record<string, unknown>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));
}

function search(query: Record<string, unknown>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text === "" ? "" : `?${text}`;
}
