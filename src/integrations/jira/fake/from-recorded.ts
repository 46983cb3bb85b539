import {
  rawFlagged,
  rawSprints,
  type RawHistory,
  type RawIssue,
  type RawNeighbour,
  type RawPriority,
  type RawSprint,
  type RawStatus,
  type RawType,
  type RawUser,
  type RawVersion,
} from "./recorded-forms.ts";
import {
  categories,
  systemStatuses,
  type HistoryItem,
  type IssueType,
  type Named,
  type Neighbour,
  type RecordedHistory,
  type RecordedIssue,
  type RecordedLink,
  type RecordedSprint,
  type RecordedVersion,
  type Status,
  type User,
} from "./recording.ts";

export function issueFrom(raw: RawIssue): RecordedIssue {
  const { fields } = raw;
  return {
    id: raw.id,
    key: raw.key,
    createdAt: fields.created,
    updatedAt: fields.updated,
    summary: fields.summary,
    description: fields.description ?? null,
    type: typeFrom(fields.issuetype),
    status: statusFrom(fields.status),
    priority: priorityFrom(fields.priority),
    resolution: fields.resolution ? { id: fields.resolution.id, name: fields.resolution.name } : null,
    resolvedAt: fields.resolutiondate ?? null,
    dueOn: fields.duedate ?? null,
    labels: fields.labels,
    flagged: rawFlagged(fields),
    assignee: userFrom(fields.assignee),
    reporter: userFrom(fields.reporter),
    creator: userFrom(fields.creator),
    sprintIds: rawSprints(fields).map((sprint) => sprint.id),
    versions: fields.fixVersions.map(({ id, name }) => ({ id, name })),
    links: fields.issuelinks.flatMap(linkFrom),
    parent: fields.parent ? neighbourFrom(fields.parent) : null,
    subtasks: fields.subtasks.map(neighbourFrom),
    comments: (fields.comment?.comments ?? [])
      .map((comment) => ({
        id: comment.id,
        author: userFrom(comment.author),
        body: comment.body ?? null,
        createdAt: comment.created,
        updatedAt: comment.updated ?? comment.created,
      }))
      .sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1)),
    histories: raw.changelog ? raw.changelog.histories.map(historyFrom).sort(byTime) : null,
  };
}

export function sprintFrom(raw: RawSprint): RecordedSprint {
  return {
    id: raw.id,
    boardId: raw.originBoardId ?? null,
    name: raw.name,
    goal: raw.goal ?? null,
    state: raw.state,
    startAt: raw.startDate ?? null,
    endAt: raw.endDate ?? null,
    completedAt: raw.completeDate ?? null,
  };
}

export function versionFrom(raw: RawVersion): RecordedVersion {
  return {
    id: raw.id,
    name: raw.name,
    description: raw.description ?? null,
    startOn: raw.startDate ?? null,
    releaseOn: raw.releaseDate ?? null,
    released: raw.released,
    archived: raw.archived,
  };
}

/** Recordings older than status categories leave them out; Jira's system statuses have had the same ones ever since. */
export function statusFrom(raw: RawStatus): Status {
  const category = raw.statusCategory ?? systemStatuses.find((status) => status.id === raw.id)?.category ?? categories.unknown;
  return { id: raw.id, name: raw.name, description: raw.description ?? "", category };
}

/** Cloud names a type's level in the hierarchy; older recordings say the same by the flag and by Jira's own type Epic. */
function typeFrom(raw: RawType): IssueType {
  const subtask = raw.subtask ?? false;
  const level = subtask ? -1 : raw.name === "Epic" ? 1 : 0;
  return { id: raw.id, name: raw.name, subtask, hierarchyLevel: raw.hierarchyLevel ?? level };
}

function priorityFrom(raw: RawPriority | null | undefined): Named | null {
  return raw?.id && raw.name ? { id: raw.id, name: raw.name } : null;
}

/** Cloud has only account ids: recorded user keys and names serve as such. "unknown" is Jira's own id for a lost user. */
function userFrom(raw: RawUser | null | undefined): User | null {
  if (!raw) return null;
  const accountId = raw.accountId || raw.key || raw.name || "unknown";
  return { accountId, displayName: raw.displayName || raw.name || accountId, active: raw.active ?? false };
}

function neighbourFrom(raw: RawNeighbour): Neighbour {
  const { summary, status, priority, issuetype } = raw.fields;
  return { id: raw.id, key: raw.key, summary, status: statusFrom(status), priority: priorityFrom(priority), type: typeFrom(issuetype) };
}

function linkFrom(raw: RawIssue["fields"]["issuelinks"][number]): RecordedLink[] {
  const { id, type } = raw;
  if (raw.inwardIssue) return [{ id, type, direction: "inward", other: neighbourFrom(raw.inwardIssue) }];
  if (raw.outwardIssue) return [{ id, type, direction: "outward", other: neighbourFrom(raw.outwardIssue) }];
  return [];
}

function historyFrom(raw: RawHistory): RecordedHistory {
  return { id: raw.id, author: userFrom(raw.author), createdAt: raw.created, items: raw.items.map(itemFrom) };
}

function itemFrom(raw: Record<string, unknown>): HistoryItem {
  return {
    field: text(raw, "field") ?? "",
    fieldtype: text(raw, "fieldtype") ?? "jira",
    fieldId: text(raw, "fieldId"),
    from: text(raw, "from"),
    fromText: text(raw, "fromString"),
    to: text(raw, "to"),
    toText: text(raw, "toString"),
  };
}

/** An own property only: every object has a toString. */
function text(raw: Record<string, unknown>, name: string): string | null {
  const value = Object.hasOwn(raw, name) ? raw[name] : null;
  return typeof value === "string" ? value : null;
}

function byTime(a: RecordedHistory, b: RecordedHistory): number {
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? -1 : 1;
  return Number(a.id) - Number(b.id);
}
