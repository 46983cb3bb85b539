import type { ServerResponse } from "node:http";
import { refuse } from "./answer.ts";

type Misbehaviour =
  /** `retryAfter` is sent as it is: seconds, or an HTTP date. */
  | { kind: "status"; status: 401 | 403 | 404 | 410 | 429 | 500 | 503; retryAfter?: string }
  /** A login page, as from a proxy, with status 200. */
  | { kind: "html" }
  /** The first half of the right answer. */
  | { kind: "truncated" }
  | { kind: "malformed" }
  /** The connection is cut without an answer. */
  | { kind: "reset" }
  /** No answer until the fake is closed. */
  | { kind: "hang" }
  /** Another body, made of the right one. */
  | { kind: "altered"; status?: number; alter: (right: string) => string };

/**
 * What goes wrong: for requests to paths that end in `path`, once `after` of them were answered properly, and for `times` of
 * them. Without these for every request until further notice.
 */
export type Fault = Misbehaviour & { path?: string; after?: number; times?: number };

/** Which requests a fault is for, one after another. */
export function createTrigger({ path = "", after = 0, times = Infinity }: Fault): (asked: string) => boolean {
  let met = 0;
  return (asked) => {
    if (!asked.endsWith(path)) return false;
    met += 1;
    return met > after && met <= after + times;
  };
}

const MESSAGES: Record<number, string> = {
  401: "Client must be authenticated to access this resource.",
  403: "You do not have permission to perform this operation.",
  404: "Issue does not exist or you do not have permission to see it.",
  410: "The requested API has been removed. Please migrate to the /rest/api/3/search/jql API.",
  429: "Rate limit exceeded.",
  500: "Internal server error",
  503: "Service unavailable",
};

/** Answers wrongly, as asked. `right` is the answer the request would have had. */
export function misanswer(fault: Fault, right: string, response: ServerResponse): void {
  switch (fault.kind) {
    case "status": {
      const retryAfter = fault.retryAfter === undefined ? {} : { "retry-after": fault.retryAfter };
      response.writeHead(fault.status, { "content-type": "application/json;charset=UTF-8", ...retryAfter });
      response.end(JSON.stringify(refuse(fault.status, MESSAGES[fault.status] ?? "").body));
      return;
    }
    case "html":
      response.writeHead(200, { "content-type": "text/html;charset=UTF-8" });
      response.end("<!DOCTYPE html><html><head><title>Log in</title></head><body>Log in to continue</body></html>");
      return;
    case "truncated":
      response.writeHead(200, { "content-type": "application/json;charset=UTF-8" });
      response.end(right.slice(0, Math.floor(right.length / 2)));
      return;
    case "malformed":
      response.writeHead(200, { "content-type": "application/json;charset=UTF-8" });
      response.end('{"issues":[,]}');
      return;
    case "reset":
      response.socket?.resetAndDestroy();
      return;
    case "hang":
      return;
    case "altered":
      response.writeHead(fault.status ?? 200, { "content-type": "application/json;charset=UTF-8" });
      response.end(fault.alter(right));
      return;
  }
}
