import { serveStatic } from "@hono/node-server/serve-static";
import { Hono, type Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { secureHeaders } from "hono/secure-headers";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type * as z from "zod";
import type { Route } from "#contract/route.ts";
import { routes, type RouteName } from "#contract/routes.ts";
import { AppError } from "#core/errors.ts";
import { appError } from "./errors.ts";
import type { Handlers } from "./handlers.ts";
import type { Hub } from "./hub.ts";
import { openApi } from "./openapi.ts";
import { fieldErrors, problemOf } from "./problem.ts";
import { ownRequestsOnly } from "./own-requests.ts";
import { stream } from "./stream.ts";

const bodyBytes = 256 * 1024;
const patienceBytes = 16 * 1024 * 1024;

type Options = { handlers: Handlers; hub: Hub; version: string; webRoot: string; log: (line: string) => void };

/** The HTTP application: the declared routes, the event stream, the pages. Whatever is not declared is answered 404. */
export function createServer({ handlers, hub, version, webRoot, log }: Options): Hono {
  const app = new Hono();
  app.use(secureHeaders({ contentSecurityPolicy: contentPolicy, crossOriginEmbedderPolicy: false, strictTransportSecurity: false }));
  app.use("/api/*", ownRequestsOnly);
  app.use("/api/*", bodyLimit({ maxSize: bodyBytes, onError: tooLarge }));
  app.onError((error, context) => answerProblem(context, error, log));

  const document = openApi(version);
  app.get("/api/openapi.json", (context) => context.json(document));
  // Hono answers HEAD by GET: a stream nobody reads would stay subscribed.
  app.get("/api/stream", (context) => (context.req.method === "HEAD" ? context.body(null) : stream(context, hub)));
  for (const name of Object.keys(routes) as RouteName[]) register(app, routes[name], handlers[name]);
  app.all("/api/*", (context) => {
    throw appError("not-found", `There is no ${context.req.method} ${context.req.path}. The routes are listed at /api/openapi.json.`);
  });

  app.use(serveStatic({ root: webRoot }));
  // A file that is not there must not be answered with a page: a browser would take it for a broken script.
  app.get("/assets/*", (context) => context.text("There is no such file.", 404));
  app.get("*", serveStatic({ root: webRoot, path: "index.html" }));
  return app;
}

const self = ["'self'"];
const none = ["'none'"];
const contentPolicy = {
  defaultSrc: self,
  imgSrc: ["'self'", "data:"],
  objectSrc: none,
  baseUri: none,
  frameAncestors: none,
  formAction: self,
};

type AnyHandler = (input: never) => Promise<unknown>;

function register(app: Hono, route: Route, handler: AnyHandler): void {
  app.on(route.method, route.path.replaceAll(/\{(\w+)\}/g, ":$1"), async (context) => {
    const input = {
      params: check(route.params, context.req.param(), "path"),
      query: check(route.query, context.req.query(), "query"),
      body: check(route.body, route.body ? await jsonBody(context) : undefined, "body"),
    };
    const answer = route.response.parse(await handler(input as never));
    return context.json(answer as object, (route.status ?? 200) as ContentfulStatusCode);
  });
}

function check(schema: z.ZodType | undefined, value: unknown, where: string): unknown {
  if (!schema) return {};
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = fieldErrors(parsed.error);
  const said = errors.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join("; ");
  throw appError("invalid-input", `The ${where} is not as it should be: ${said}.`, { errors });
}

async function jsonBody(context: Context): Promise<unknown> {
  const type = context.req.header("content-type") ?? "";
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw appError("invalid-input", "The body must be JSON, with the header content-type: application/json.");
  }
  try {
    return JSON.parse(await context.req.text());
  } catch (error) {
    throw appError("invalid-input", error instanceof SyntaxError ? "The body is not valid JSON." : "The body broke off before its end.", {}, error);
  }
}

/**
 * Reads on for a while: a sender cut off in the middle would see a broken connection in place of the reason. A body that did not
 * say its length has been read up to the limit, by a reader that keeps it.
 */
async function tooLarge(context: Context): Promise<never> {
  const { body } = context.req.raw;
  let read = 0;
  for await (const chunk of body === null || body.locked ? [] : body) {
    read += chunk.length;
    if (read > patienceBytes) break;
  }
  throw appError("too-large", `A request body may have at most ${bodyBytes / 1024} KB.`);
}

function answerProblem(context: Context, error: Error, log: (line: string) => void): Response {
  const problem = problemOf(error);
  if (problem.status >= 500) {
    const reason = error instanceof AppError ? `${error.code}: ${error.message}` : (error.stack ?? error.message);
    log(`${context.req.method} ${context.req.path} failed: ${reason}`);
  }
  return context.json(problem, problem.status as ContentfulStatusCode, { "content-type": "application/problem+json" });
}
