import { dayIn } from "#core/time.ts";
import { jiraTime } from "./jira-time.ts";
import { ok, pageBean, refuse, windowOf, type Answer, type Call, type Endpoint } from "./answer.ts";
import { fields } from "./fields.ts";
import { issueAnswer } from "./issue-answer.ts";
import { wantedOf } from "./search.ts";
import * as shapes from "./shapes.ts";
import type { SiteIssue } from "./site.ts";

/** Endpoints under /rest/api/3, but for search. */
export const getIssue: Endpoint = (call) =>
  withIssue(call, (state) => {
    const asked = call.query.get("fields")?.split(",") ?? ["*all"];
    const wanted = wantedOf(asked, call.query.get("expand"));
    return "status" in wanted ? wanted : ok(issueAnswer(state, wanted, call.view));
  });

export const getChangelog: Endpoint = (call) =>
  withIssue(call, (state) => pageBean(call, state.histories, 100, (one) => shapes.history(one, call.view)));

export const getComments: Endpoint = (call) =>
  withIssue(call, (state) => {
    const window = windowOf(call.query, 100);
    if ("status" in window) return window;
    const page = state.comments.slice(window.startAt, window.startAt + window.maxResults);
    const comments = page.map((one) => shapes.comment(one, state.issue.id, call.view));
    return ok({ ...window, total: state.comments.length, comments });
  });

function withIssue({ params: [key = ""], site, view }: Call, answer: (state: SiteIssue) => Answer): Answer {
  const state = site.issue(key, view.at);
  return state ? answer(state) : refuse(404, "Issue does not exist or you do not have permission to see it.");
}

export const getMyself: Endpoint = ({ view }) => {
  const person = { accountId: "workbench", displayName: "Workbench", active: true };
  return ok({ ...shapes.user(person, view), timeZone: view.zone, locale: "en_US" });
};

export const listStatuses: Endpoint = ({ view }) => ok(view.world.recording.vocabulary.statuses.map((one) => shapes.status(one, view)));

export const listPriorities: Endpoint = ({ view }) =>
  ok(view.world.recording.vocabulary.priorities.map((one) => shapes.named(one, "priority", view)));

export const listFields: Endpoint = () =>
  ok(
    [...fields].map(([id, { name, schema }]) => ({
      id,
      key: id,
      name,
      custom: schema.custom !== undefined,
      orderable: true,
      navigable: true,
      searchable: true,
      clauseNames: schema.customId === undefined ? [id] : [`cf[${schema.customId}]`, name],
      schema,
    })),
  );

export const searchProjects: Endpoint = (call) => {
  const { key, name } = call.view.world.recording.project;
  const keys = call.query.getAll("keys").flatMap((list) => list.split(","));
  const words = call.query.get("query")?.toLowerCase() ?? "";
  const found = (keys.length === 0 || keys.includes(key)) && [key, name].some((text) => text.toLowerCase().includes(words));
  return pageBean(call, found ? [shapes.project(call.view)] : [], 50, (one) => one);
};

export const listVersions: Endpoint = (call) => withProject(call, () => ok(versionsOn(call.view)));

const versionsOfDay = new WeakMap<shapes.View["world"], { of: string; versions: object[] }>();

/** Versions change by the day only, and a replay asks for all of them a hundred times a day. */
function versionsOn(view: shapes.View): object[] {
  const of = [view.baseUrl, view.zone, dayIn(view.at, view.zone)].join(" ");
  const known = versionsOfDay.get(view.world);
  if (known?.of === of) return known.versions;
  const versions = view.world.recording.versions.map((one) => shapes.version(one, view));
  versionsOfDay.set(view.world, { of, versions });
  return versions;
}

export const pageVersions: Endpoint = (call) =>
  withProject(call, () => pageBean(call, call.view.world.recording.versions, 50, (one) => shapes.version(one, call.view)));

function withProject({ params: [keyOrId = ""], view }: Call, answer: () => Answer): Answer {
  const { key, id } = view.world.recording.project;
  if (keyOrId.toUpperCase() === key || keyOrId === id) return answer();
  return refuse(404, `No project could be found with key '${keyOrId}'.`);
}

export const getServerInfo: Endpoint = ({ view }) =>
  ok({
    baseUrl: view.baseUrl,
    version: "1001.0.0-SNAPSHOT",
    versionNumbers: [1001, 0, 0],
    deploymentType: "Cloud",
    buildNumber: 100_000,
    serverTime: jiraTime(view.at, view.zone),
    serverTimeZone: view.zone,
    serverTitle: "Jira",
  });
