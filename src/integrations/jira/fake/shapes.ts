import { dayIn, type Instant } from "#core/time.ts";
import { toAdf } from "./adf.ts";
import { versionAt } from "./as-of.ts";
import { jiraTime } from "./jira-time.ts";
import type {
  IssueType,
  Named,
  Neighbour,
  RecordedComment,
  RecordedHistory,
  RecordedSprint,
  RecordedVersion,
  Status,
  User,
} from "./recording.ts";
import type { World } from "./world.ts";

/** What shapes every answer: where the site is, the account's time zone, and the moment. */
export type View = { baseUrl: string; zone: string; at: Instant; world: World };

export const SPRINT_FIELD = "customfield_10020";
export const FLAGGED_FIELD = "customfield_10021";

/** A sprint as the agile interface shows it. */
export function sprint(state: RecordedSprint, view: View): object {
  const { id, name, goal, startAt, endAt, completedAt, boardId } = state;
  const self = `${view.baseUrl}/rest/agile/1.0/sprint/${id}`;
  const dates = { startDate: startAt, endDate: endAt, completeDate: completedAt };
  return present({ id, self, state: state.state, name, ...dates, originBoardId: boardId, goal: goal ?? "" });
}

export function version(recorded: RecordedVersion, view: View): object {
  const { id, name, description, startOn, releaseOn, released, archived } = versionAt(recorded, dayIn(view.at, view.zone));
  const self = `${view.baseUrl}/rest/api/3/version/${id}`;
  return present({ self, id, description, name, archived, released, startDate: startOn, releaseDate: releaseOn });
}

export function comment(recorded: RecordedComment, issueId: string, view: View): object {
  const author = recorded.author ? user(recorded.author, view) : null;
  return present({
    self: `${view.baseUrl}/rest/api/3/issue/${issueId}/comment/${recorded.id}`,
    id: recorded.id,
    author,
    body: recorded.body === null ? null : toAdf(recorded.body),
    updateAuthor: author,
    created: jiraTime(recorded.createdAt, view.zone),
    updated: jiraTime(recorded.updatedAt, view.zone),
    jsdPublic: true,
  });
}

/** Ids Cloud's changelogs carry and older recordings leave out. */
const FIELD_IDS: Record<string, string> = {
  "Fix Version": "fixVersions",
  Link: "issuelinks",
  Sprint: SPRINT_FIELD,
  Flagged: FLAGGED_FIELD,
};
const SYSTEM_IDS = new Set(["summary", "description", "issuetype", "status", "priority", "resolution", "duedate", "labels", "assignee", "reporter"]);

export function history(recorded: RecordedHistory, view: View): object {
  return present({
    id: recorded.id,
    author: recorded.author ? user(recorded.author, view) : null,
    created: jiraTime(recorded.createdAt, view.zone),
    items: recorded.items.map(({ field, fieldtype, fieldId, from, fromText, to, toText }) => {
      const id = fieldId ?? FIELD_IDS[field] ?? (SYSTEM_IDS.has(field) ? field : null);
      return { field, fieldtype, ...(id ? { fieldId: id } : {}), from, fromString: fromText, to, toString: toText };
    }),
  });
}

export function user(person: User, view: View): object {
  const self = `${view.baseUrl}/rest/api/3/user?accountId=${encodeURIComponent(person.accountId)}`;
  return { self, accountId: person.accountId, displayName: person.displayName, active: person.active, accountType: "atlassian" };
}

export function status(recorded: Status, view: View): object {
  const { id, name, description, category } = recorded;
  const statusCategory = { self: `${view.baseUrl}/rest/api/3/statuscategory/${category.id}`, ...category };
  return { self: `${view.baseUrl}/rest/api/3/status/${id}`, description, name, id, statusCategory };
}

export function named(thing: Named, kind: "priority" | "resolution", view: View): object {
  return { self: `${view.baseUrl}/rest/api/3/${kind}/${thing.id}`, name: thing.name, id: thing.id };
}

export function project(view: View): object {
  const { id, key, name } = view.world.recording.project;
  return { self: `${view.baseUrl}/rest/api/3/project/${id}`, id, key, name, projectTypeKey: "software", simplified: false };
}

export function issueType({ id, name, subtask, hierarchyLevel }: IssueType, view: View): object {
  return { self: `${view.baseUrl}/rest/api/3/issuetype/${id}`, id, name, subtask, hierarchyLevel };
}

export function neighbour(other: Neighbour, view: View): object {
  return {
    id: other.id,
    key: other.key,
    self: `${view.baseUrl}/rest/api/3/issue/${other.id}`,
    fields: {
      summary: other.summary,
      status: status(other.status, view),
      priority: other.priority && named(other.priority, "priority", view),
      issuetype: issueType(other.type, view),
    },
  };
}

/** Without what is null: Jira leaves such properties out of these objects. */
export function present(object: Record<string, unknown>): object {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null));
}
