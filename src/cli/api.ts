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
    const body = input.body === undefined ? {} : { body: JSON.stringify(input.body), headers: { "content-type": "application/json" } };
    const response = await reach(url, { method: route.method, ...body });
    const answer = await jsonOf(response, url);
    if (!response.ok) {
      const problem = Problem.safeParse(answer);
      throw cliError("refused", problem.success ? problem.data.detail : `${url.href} answered ${response.status}.`);
    }
    return routes[name].response.parse(answer) as ResponseOf<typeof name>;
  };
}

async function reach(url: URL, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    throw cliError("not-running", `No workbench answers at ${url.origin}. Start it with npm start, or set PORT to the port it uses. (${messageOf(error)})`, {}, error);
  }
}

async function jsonOf(response: Response, url: URL): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    throw cliError("not-the-workbench", `Something at ${url.origin} answers, but it is not the workbench. Set PORT to the port the workbench uses.`, {}, error);
  }
}
