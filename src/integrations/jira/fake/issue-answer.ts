import { sprintAt } from "./as-of.ts";
import { fields } from "./fields.ts";
import { history, sprint, type View } from "./shapes.ts";
import type { SiteIssue } from "./site.ts";

/** An issue with every change there is can be long; Jira embeds the newest and gives the rest page by page. */
const EMBEDDED_HISTORIES = 100;

export type IssueRequest = {
  /** Field ids, `*all`, `*navigable`, or `-id` to leave one out. */
  fields: readonly string[];
  changelog: boolean;
};

/** An issue in Jira's shape, with the fields asked for and no others. */
export function issueAnswer(state: SiteIssue, wanted: IssueRequest, view: View): object {
  const { id, key } = state.issue;
  return {
    expand: "renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations",
    id,
    self: `${view.baseUrl}/rest/api/3/issue/${id}`,
    key,
    ...(wanted.changelog ? { changelog: embeddedChangelog(state, view) } : {}),
    fields: fieldsOf(state, wanted.fields, view),
  };
}

/** As the agile interface shows it: with its sprints and its flag as fields of their own. */
export function agileIssueAnswer(state: SiteIssue, wanted: IssueRequest, view: View): object {
  const recorded = state.sprintIds.map((id) => view.world.sprints.get(id)).filter((one) => one !== undefined);
  const sprints = recorded.map((one) => sprintAt(one, view.at));
  const open = sprints.findLast((one) => one.state !== "closed");
  return {
    ...issueAnswer(state, wanted, view),
    self: `${view.baseUrl}/rest/agile/1.0/issue/${state.issue.id}`,
    fields: {
      ...fieldsOf(state, wanted.fields, view),
      sprint: open ? sprint(open, view) : null,
      closedSprints: sprints.filter((one) => one.state === "closed").map((one) => sprint(one, view)),
      flagged: state.flagged,
    },
  };
}

function embeddedChangelog({ histories }: SiteIssue, view: View): object {
  const newest = histories.slice(-EMBEDDED_HISTORIES).toReversed();
  return {
    startAt: 0,
    maxResults: newest.length,
    total: histories.length,
    histories: newest.map((one) => history(one, view)),
  };
}

function fieldsOf(state: SiteIssue, wanted: readonly string[], view: View): Record<string, unknown> {
  const all = wanted.some((name) => name === "*all" || name === "*navigable");
  const answer: Record<string, unknown> = {};
  for (const [id, field] of fields) {
    if ((!all && !wanted.includes(id)) || wanted.includes(`-${id}`)) continue;
    const value = field.value(state, view);
    if (value !== undefined) answer[id] = value;
  }
  return answer;
}
