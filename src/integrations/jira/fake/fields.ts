import { toAdf } from "./adf.ts";
import { sprintAt } from "./as-of.ts";
import { jiraTime } from "./jira-time.ts";
import { comment, FLAGGED_FIELD, issueType, named, neighbour, present, project, SPRINT_FIELD, status, user, version, type View } from "./shapes.ts";
import type { SiteIssue } from "./site.ts";

type Field = {
  name: string;
  schema: { type: string; items?: string; system?: string; custom?: string; customId?: number };
  /** Undefined leaves the field out, as Jira does with an absent parent. */
  value(state: SiteIssue, view: View): unknown;
};

function system(name: string, id: string, type: string, value: Field["value"], items?: string): [string, Field] {
  return [id, { name, schema: { type, system: id, ...(items ? { items } : {}) }, value }];
}

/** Every field the fake serves, by id. */
export const fields: ReadonlyMap<string, Field> = new Map([
  system("Summary", "summary", "string", ({ summary }) => summary),
  system("Description", "description", "string", ({ description }) => (description === null ? null : toAdf(description))),
  system("Issue Type", "issuetype", "issuetype", ({ type }, view) => issueType(type, view)),
  system("Project", "project", "project", (_, view) => project(view)),
  system("Status", "status", "status", ({ status: current }, view) => status(current, view)),
  system("Priority", "priority", "priority", ({ priority: current }, view) => current && named(current, "priority", view)),
  system("Resolution", "resolution", "resolution", ({ resolution }, view) => resolution && named(resolution, "resolution", view)),
  system("Resolved", "resolutiondate", "datetime", ({ resolvedAt }, view) => resolvedAt && jiraTime(resolvedAt, view.zone)),
  system("Due date", "duedate", "date", ({ dueOn }) => dueOn),
  system("Labels", "labels", "array", ({ labels }) => labels, "string"),
  system("Assignee", "assignee", "user", ({ assignee }, view) => assignee && user(assignee, view)),
  system("Reporter", "reporter", "user", ({ issue }, view) => issue.reporter && user(issue.reporter, view)),
  system("Creator", "creator", "user", ({ issue }, view) => issue.creator && user(issue.creator, view)),
  system("Created", "created", "datetime", ({ issue }, view) => jiraTime(issue.createdAt, view.zone)),
  system("Updated", "updated", "datetime", ({ updatedAt }, view) => jiraTime(updatedAt, view.zone)),
  system("Fix versions", "fixVersions", "array", fixVersions, "version"),
  system("Linked Issues", "issuelinks", "array", issueLinks, "issuelinks"),
  system("Parent", "parent", "issuelink", ({ parent }, view) => (parent ? neighbour(parent, view) : undefined)),
  system("Sub-tasks", "subtasks", "array", ({ subtasks }, view) => subtasks.map((one) => neighbour(one, view)), "issuelinks"),
  system("Comment", "comment", "comments-page", commentPage),
  [
    SPRINT_FIELD,
    {
      name: "Sprint",
      schema: { type: "array", items: "json", custom: "com.pyxis.greenhopper.jira:gh-sprint", customId: 10020 },
      value: sprintField,
    },
  ],
  [
    FLAGGED_FIELD,
    {
      name: "Flagged",
      schema: { type: "array", items: "option", custom: "com.atlassian.jira.plugin.system.customfieldtypes:multicheckboxes", customId: 10021 },
      value: ({ flagged }, view) =>
        flagged ? [{ self: `${view.baseUrl}/rest/api/3/customFieldOption/10019`, value: "Impediment", id: "10019" }] : null,
    },
  ],
]);

function fixVersions({ versions }: SiteIssue, view: View): unknown[] {
  return versions.map(({ id, name }) => {
    const known = view.world.versions.get(id);
    return known ? version(known, view) : { self: `${view.baseUrl}/rest/api/3/version/${id}`, id, name, archived: false, released: false };
  });
}

function issueLinks({ links }: SiteIssue, view: View): unknown[] {
  return links.map(({ id, type, direction, other }) => ({
    id,
    self: `${view.baseUrl}/rest/api/3/issueLink/${id}`,
    type: { ...type, self: `${view.baseUrl}/rest/api/3/issueLinkType/${type.id}` },
    [direction === "inward" ? "inwardIssue" : "outwardIssue"]: neighbour(other, view),
  }));
}

function commentPage({ issue, comments }: SiteIssue, view: View): object {
  return {
    comments: comments.map((one) => comment(one, issue.id, view)),
    self: `${view.baseUrl}/rest/api/3/issue/${issue.id}/comment`,
    maxResults: comments.length,
    total: comments.length,
    startAt: 0,
  };
}

/** Sprints a changelog names and the recording does not hold are left out: nothing but their id is known. */
function sprintField({ sprintIds }: SiteIssue, view: View): unknown[] | null {
  const recorded = sprintIds.map((id) => view.world.sprints.get(id)).filter((one) => one !== undefined);
  if (recorded.length === 0) return null;
  return recorded.map((one) => {
    const { id, boardId, name, goal, state, startAt, endAt, completedAt } = sprintAt(one, view.at);
    return present({ id, name, state, boardId, goal: goal ?? "", startDate: startAt, endDate: endAt, completeDate: completedAt });
  });
}
