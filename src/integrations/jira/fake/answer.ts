import type { View } from "./shapes.ts";
import type { Site } from "./site.ts";

/** What an endpoint says. `unexpected` names what a real Jira would have served and the fake does not. */
export type Answer = { status: number; body: unknown; unexpected?: string };

/** A request as an endpoint sees it; `body` is the parsed JSON of a POST. */
export type Call = {
  site: Site;
  view: View;
  path: string;
  params: readonly string[];
  query: URLSearchParams;
  body: unknown;
  searchPageSize: number;
};

export type Endpoint = (call: Call) => Answer;

export function ok(body: unknown): Answer {
  return { status: 200, body };
}

/** Jira's error body. */
export function refuse(status: number, message: string): Answer {
  return { status, body: { errorMessages: [message], errors: {} } };
}

export function refuseUnexpected(status: number, message: string): Answer {
  return { ...refuse(status, message), unexpected: message };
}

type Window = { startAt: number; maxResults: number };

/** The paging parameters of a request, or the 400 Jira gives for what is no number. */
export function windowOf(query: URLSearchParams, most: number, usual = most): Window | Answer {
  const startAt = Number(query.get("startAt") ?? 0);
  const maxResults = Number(query.get("maxResults") ?? usual);
  if (!Number.isInteger(startAt) || !Number.isInteger(maxResults) || startAt < 0 || maxResults < 0) {
    return refuse(400, "startAt and maxResults must be numbers of 0 or more.");
  }
  return { startAt, maxResults: Math.min(maxResults, most) };
}

/** The platform's PageBean. */
export function pageBean<T>(call: Call, all: readonly T[], usual: number, shape: (one: T) => unknown): Answer {
  return paged(call, all, usual, shape, ({ startAt, maxResults }) => {
    const at = (start: number): string => `${call.view.baseUrl}${call.path}?startAt=${start}&maxResults=${maxResults}`;
    const next = startAt + maxResults;
    return { self: at(startAt), ...(next < all.length ? { nextPage: at(next) } : {}) };
  });
}

/** The agile interface's page: the same without links. */
export function agilePage<T>(call: Call, all: readonly T[], shape: (one: T) => unknown): Answer {
  return paged(call, all, 50, shape, () => ({}));
}

function paged<T>(
  call: Call,
  all: readonly T[],
  usual: number,
  shape: (one: T) => unknown,
  links: (window: Window) => object,
): Answer {
  const window = windowOf(call.query, 100, usual);
  if ("status" in window) return window;
  const values = all.slice(window.startAt, window.startAt + window.maxResults).map(shape);
  const isLast = window.startAt + values.length >= all.length;
  return ok({ ...links(window), ...window, total: all.length, isLast, values });
}
