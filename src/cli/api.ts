import { request } from "node:http";
import { text } from "node:stream/consumers";
import { declareErrors, messageOf } from "#core/errors.ts";
import { Problem } from "#contract/problem.ts";
import type { Route } from "#contract/route.ts";
import { routes, type BodyInput, type PathParams, type QueryInput, type ResponseOf, type RouteName } from "#contract/routes.ts";

export const cliError = declareErrors({
  "not-running": { fault: "yours", retry: true },
  "refused": { fault: "yours", retry: false },
  "not-the-workbench": { fault: "yours", retry: false },
});

type Input<N extends RouteName> = { params?: PathParams<N>; query?: QueryInput<N>; body?: BodyInput<N> };

export type Api = <N extends RouteName>(name: N, input?: Input<N>) => Promise<ResponseOf<N>>;

/** Calls a running workbench. Errors say whether it runs, and repeat what it answered. */
export function createApi(baseUrl: string): Api {
  return async (name, input = {}) => {
    const route: Route = routes[name];
    const params: Record<string, string | number> = input.params ?? {};
    const url = new URL(route.path.replaceAll(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(String(params[key]))), baseUrl);
    const query: Record<string, string | number | undefined> = input.query ?? {};
    for (const [key, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(key, String(value));
    const { status, body } = await reach(url, route.method, input.body);
    const answer = parseJson(body);
    if (status >= 400) {
      const problem = Problem.safeParse(answer);
      throw problem.success ? cliError("refused", problem.data.detail) : notTheWorkbench(url);
    }
    const parsed = routes[name].response.safeParse(answer);
    if (!parsed.success) throw notTheWorkbench(url);
    return parsed.data as ResponseOf<typeof name>;
  };
}

/** Not by `fetch`, which gives up after five minutes: the first cycle of a large project answers later than that. */
function reach(url: URL, method: Route["method"], body: unknown): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      reject(cliError("not-running", `No workbench answers at ${url.origin}. Start it with npm start, or set PORT to the port it uses. (${messageOf(error)})`, {}, error));
    };
    const headers = body === undefined ? {} : { "content-type": "application/json" };
    const sent = request(url, { method, headers }, (response) => {
      text(response).then((answer) => resolve({ status: response.statusCode ?? 0, body: answer }), fail);
    });
    sent.on("error", fail);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

/** Undefined, which no route answers, where it is not JSON. */
function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined; // the caller says that this is not the workbench
  }
}

function notTheWorkbench(url: URL): Error {
  return cliError("not-the-workbench", `Something at ${url.origin} answers, but it is not the workbench, or one of another version. Set PORT to the port the workbench uses.`);
}
