import { getSprint, listBoardIssues, listBoards, listBoardSprints, listSprintIssues } from "./agile.ts";
import type { Endpoint } from "./answer.ts";
import * as platform from "./platform.ts";
import { searchByGet, searchByPost } from "./search.ts";

/** Every endpoint of the fake; a name in braces is one segment of the path. */
const endpoints: readonly [method: "GET" | "POST", path: string, endpoint: Endpoint][] = [
  ["POST", "/rest/api/3/search/jql", searchByPost],
  ["GET", "/rest/api/3/search/jql", searchByGet],
  ["GET", "/rest/api/3/issue/{key}", platform.getIssue],
  ["GET", "/rest/api/3/issue/{key}/changelog", platform.getChangelog],
  ["GET", "/rest/api/3/issue/{key}/comment", platform.getComments],
  ["GET", "/rest/api/3/myself", platform.getMyself],
  ["GET", "/rest/api/3/status", platform.listStatuses],
  ["GET", "/rest/api/3/priority", platform.listPriorities],
  ["GET", "/rest/api/3/field", platform.listFields],
  ["GET", "/rest/api/3/project/search", platform.searchProjects],
  ["GET", "/rest/api/3/project/{key}/versions", platform.listVersions],
  ["GET", "/rest/api/3/project/{key}/version", platform.pageVersions],
  ["GET", "/rest/api/3/serverInfo", platform.getServerInfo],
  ["GET", "/rest/agile/1.0/board", listBoards],
  ["GET", "/rest/agile/1.0/board/{id}/sprint", listBoardSprints],
  ["GET", "/rest/agile/1.0/board/{id}/issue", listBoardIssues],
  ["GET", "/rest/agile/1.0/sprint/{id}", getSprint],
  ["GET", "/rest/agile/1.0/sprint/{id}/issue", listSprintIssues],
];

const matchers = endpoints.map(([method, path, endpoint]) => ({
  method,
  pattern: new RegExp(`^${path.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "([^/]+)")}$`),
  endpoint,
}));

/** The endpoint a request is for, with the path's parameters; null for none. */
export function findEndpoint(method: string, path: string): { endpoint: Endpoint; params: string[] } | null {
  for (const matcher of matchers) {
    const match = matcher.method === method ? matcher.pattern.exec(path) : null;
    if (match) return { endpoint: matcher.endpoint, params: match.slice(1).map(decodeURIComponent) };
  }
  return null;
}
