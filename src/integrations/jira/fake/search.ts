import * as z from "zod";
import type { Instant } from "#core/time.ts";
import { ok, refuse, refuseUnexpected, type Answer, type Call, type Endpoint } from "./answer.ts";
import { fields } from "./fields.ts";
import { issueAnswer, type IssueRequest } from "./issue-answer.ts";
import { parseJql, type Jql } from "./jql.ts";
import type { Site } from "./site.ts";

/** The contract's request, which takes no other property. */
const SearchRequest = z.strictObject({
  jql: z.string().optional(),
  nextPageToken: z.string().nullish(),
  maxResults: z.int().min(0).default(50),
  fields: z.array(z.string()).optional(),
  expand: z.string().optional(),
  fieldsByKeys: z.boolean().optional(),
  properties: z.array(z.string()).max(0).optional(),
  reconcileIssues: z.array(z.int()).max(0).optional(),
});
type SearchRequest = z.infer<typeof SearchRequest>;

/** A token holds its query and the moment of the first page, so that pages of one search do not shift. */
const PageToken = z.object({ jql: z.string(), at: z.string(), offset: z.int() });
type PageToken = z.infer<typeof PageToken>;

export const searchByPost: Endpoint = (call) => search(call, SearchRequest.safeParse(call.body));

export const searchByGet: Endpoint = (call) => {
  const maxResults = call.query.get("maxResults");
  const listed = call.query.getAll("fields").flatMap((list) => list.split(","));
  const { maxResults: _, fields: __, ...rest } = Object.fromEntries(call.query);
  const request = { ...rest, ...(listed.length > 0 ? { fields: listed } : {}), ...(maxResults === null ? {} : { maxResults: Number(maxResults) }) };
  return search(call, SearchRequest.safeParse(request));
};

function search(call: Call, parsed: z.ZodSafeParseResult<SearchRequest>): Answer {
  if (!parsed.success) {
    return refuseUnexpected(400, `Invalid request payload. Refer to the REST API documentation and try again. ${z.prettifyError(parsed.error)}`);
  }
  const request = parsed.data;
  const text = request.jql ?? "";
  const answer = parseJql(text, call.view.zone);
  if ("error" in answer) return refuseUnexpected(400, answer.error);
  const refusal = refuseUnbounded(answer.jql) ?? refuseUnknown(answer.jql, call);
  if (refusal) return refusal;
  const token = request.nextPageToken ? readToken(request.nextPageToken) : { jql: text, at: call.view.at, offset: 0 };
  if (!token || token.jql !== text) return refuse(400, "The provided next page token is invalid or expired.");
  return page(call, request, token, answer.jql);
}

function page(call: Call, request: SearchRequest, token: PageToken, jql: Jql): Answer {
  const found = findAll(call.site, token, jql);
  const view = { ...call.view, at: token.at };
  const wanted = wantedOf(request.fields ?? ["id"], request.expand);
  if ("status" in wanted) return wanted;
  const end = token.offset + Math.min(Math.max(request.maxResults, 1), call.searchPageSize);
  const issues = found
    .slice(token.offset, end)
    .map((key) => call.site.issue(key, token.at))
    .filter((state) => state !== null)
    .map((state) => (request.fields === undefined ? { id: state.issue.id } : issueAnswer(state, wanted, view)));
  const isLast = end >= found.length;
  return ok({ issues, ...(isLast ? {} : { nextPageToken: writeToken({ ...token, offset: end }) }), isLast });
}

const lastFound = new WeakMap<Site, { token: PageToken; keys: string[] }>();

/** The pages of one search come one after another: what the first found serves the rest. */
function findAll(site: Site, token: PageToken, jql: Jql): string[] {
  const last = lastFound.get(site);
  if (last?.token.jql === token.jql && last.token.at === token.at) return last.keys;
  const keys = site.search(jql, token.at);
  lastFound.set(site, { token, keys });
  return keys;
}

/** Checks what is asked for: a field or expansion the fake lacks is answered loudly, never left out in silence. */
export function wantedOf(asked: readonly string[], expand: string | null | undefined): IssueRequest | Answer {
  const names = asked.map((name) => name.trim()).filter(Boolean);
  const known = (name: string): boolean => fields.has(name.replace(/^-/, "")) || ["*all", "*navigable", "id", "key"].includes(name);
  const unknown = names.find((name) => !known(name));
  if (unknown !== undefined) return refuseUnexpected(400, `This fake Jira does not serve the field ${unknown}.`);
  const expansions = (expand ?? "").split(",").map((name) => name.trim()).filter(Boolean);
  const other = expansions.find((name) => name !== "changelog");
  if (other !== undefined) return refuseUnexpected(400, `This fake Jira does not serve the expansion ${other}.`);
  return { fields: names, changelog: expansions.length > 0 };
}

function refuseUnbounded(jql: Jql): Answer | null {
  if (jql.projects || jql.keys || jql.updatedFrom) return null;
  return refuse(400, "Unbounded JQL queries are not allowed here. Please add a search restriction to your query.");
}

export function refuseUnknown(jql: Jql, call: Call): Answer | null {
  const project = jql.projects?.find((key) => key !== call.site.world.recording.project.key);
  if (project !== undefined) return refuse(400, `The value '${project}' does not exist for the field 'project'.`);
  const issue = jql.keys?.find((key) => !exists(key, call.site, call.view.at));
  return issue === undefined ? null : refuse(400, `An issue with key '${issue}' does not exist for field 'key'.`);
}

function exists(key: string, site: Site, at: Instant): boolean {
  return site.search({ projects: null, keys: [key], updatedFrom: null, order: [] }, at).length > 0;
}

function writeToken(token: PageToken): string {
  return Buffer.from(JSON.stringify(token)).toString("base64url");
}

function readToken(text: string): PageToken | null {
  try {
    return PageToken.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}
