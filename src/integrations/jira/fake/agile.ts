import { agilePage, ok, refuse, refuseUnexpected, windowOf, type Answer, type Call, type Endpoint } from "./answer.ts";
import { sprintsAt } from "./as-of.ts";
import { agileIssueAnswer } from "./issue-answer.ts";
import { parseJql } from "./jql.ts";
import type { RecordedSprint } from "./recording.ts";
import { refuseUnknown, wantedOf } from "./search.ts";
import { sprint } from "./shapes.ts";
import type { SiteIssue } from "./site.ts";

/** Endpoints under /rest/agile/1.0. A recording keeps no boards, only which board each sprint was planned on. */
export const listBoards: Endpoint = (call) => {
  const asked = call.query.get("projectKeyOrId");
  const { id, key, name } = call.view.world.recording.project;
  if (asked !== null && asked.toUpperCase() !== key && asked !== id) return refuse(400, `No project could be found with key or id '${asked}'.`);
  return agilePage(call, boardIds(call), (board) => ({
    id: board,
    self: `${call.view.baseUrl}/rest/agile/1.0/board/${board}`,
    name: `${key} board ${board}`,
    type: "scrum",
    location: { projectId: Number(id), displayName: `${name} (${key})`, projectName: name, projectKey: key, projectTypeKey: "software" },
  }));
};

export const listBoardSprints: Endpoint = (call) =>
  withBoard(call, (board) => {
    const asked = call.query.get("state")?.split(",") ?? ["closed", "active", "future"];
    const order = ["closed", "active", "future"];
    const wrong = asked.find((state) => !order.includes(state));
    if (wrong !== undefined) return refuse(400, `'${wrong}' is not a state of a sprint. Valid values: future, active, closed.`);
    const found = standing(call).filter((one) => one.boardId === board && asked.includes(one.state));
    found.sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || a.id - b.id);
    return agilePage(call, found, (one) => sprint(one, call.view));
  });

export const getSprint: Endpoint = (call) => withSprint(call, (one) => ok(sprint(one, call.view)));

export const listSprintIssues: Endpoint = (call) => withSprint(call, ({ id }) => issuesPage(call, (state) => state.sprintIds.includes(id)));

export const listBoardIssues: Endpoint = (call) => withBoard(call, () => issuesPage(call, () => true));

function boardIds({ view }: Call): number[] {
  const ids = view.world.recording.sprints.map((one) => one.boardId).filter((id) => id !== null);
  return [...new Set(ids)].sort((a, b) => a - b);
}

function standing({ view }: Call): RecordedSprint[] {
  return sprintsAt(view.world, view.at);
}

function withBoard(call: Call, answer: (board: number) => Answer): Answer {
  const board = boardIds(call).find((id) => `${id}` === call.params[0]);
  if (board !== undefined) return answer(board);
  return refuse(404, "The requested board cannot be viewed because it either does not exist or you do not have permission to view it.");
}

function withSprint(call: Call, answer: (one: RecordedSprint) => Answer): Answer {
  const one = standing(call).find((candidate) => `${candidate.id}` === call.params[0]);
  return one ? answer(one) : refuse(404, "Sprint does not exist or you do not have permission to view it.");
}

/** The project's issues in order of key, of which those that belong, as a page of search results. */
function issuesPage(call: Call, belongs: (state: SiteIssue) => boolean): Answer {
  const { site, view, query } = call;
  const window = windowOf(query, 100, 50);
  if ("status" in window) return window;
  const wanted = wantedOf(query.get("fields")?.split(",") ?? ["*all"], query.get("expand"));
  if ("status" in wanted) return wanted;
  const parsed = parseJql(query.get("jql") ?? "", view.zone);
  if ("error" in parsed) return refuseUnexpected(400, parsed.error);
  const refusal = refuseUnknown(parsed.jql, call);
  if (refusal) return refusal;
  const jql = { ...parsed.jql, order: parsed.jql.order.length > 0 ? parsed.jql.order : [{ field: "key" as const, descending: false }] };
  const found = site
    .search(jql, view.at)
    .map((key) => site.issue(key, view.at))
    .filter((state) => state !== null && belongs(state));
  const issues = found.slice(window.startAt, window.startAt + window.maxResults);
  return ok({
    expand: "schema,names",
    ...window,
    total: found.length,
    issues: issues.map((state) => state && agileIssueAnswer(state, wanted, view)),
  });
}
