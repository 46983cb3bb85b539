import type { Skipped } from "#core/entities/checkpoint.ts";
import type { Comment, Issue, IssueLink, Person } from "#core/entities/issue.ts";
import type { Release } from "#core/entities/release.ts";
import type { Sprint } from "#core/entities/sprint.ts";
import { toPlainText } from "./adf.ts";
import { fitIssue } from "./fit.ts";
import { toHistory, type HistoryContext } from "./history.ts";
import { parseEach, type ParsedIssue } from "./parse.ts";
import { CommentBody, HistoryBody, type IssueFields, type ReleaseBody, type User } from "./schema.ts";
import { sprintsOf } from "./sprint.ts";
import { statusCategory, type StatusCategories } from "./status.ts";
import { cleanText, cutToBytes, excerpt } from "./text.ts";

const MAX_DESCRIPTION_BYTES = 200 * 1024;
const MAX_COMMENT_LENGTH = 4_000;
const MAX_EXCERPT_LENGTH = 500;

export type MapContext = HistoryContext & { site: string };

/** What Jira holds of one issue: its body, all its histories, and its comments as far as they were read. */
export type WholeIssue = ParsedIssue & { histories: unknown[]; comments: unknown[] };

export type MappedIssue = { issue: Issue; comments: Comment[]; sprints: Sprint[] };

/** The issue as a fact. What cannot be read is noted in `skipped`; null where so little is known that no fact can be made. */
export function mapIssue(whole: WholeIssue, context: MapContext, skipped: Skipped[]): MappedIssue | null {
  const { key, fields } = whole;
  const history = toHistory(parseEach(whole.histories, HistoryBody, `${key}, history`, skipped), context);
  const createdAt = fields.created ?? history[0]?.at ?? fields.updated;
  const updatedAt = fields.updated ?? history.at(-1)?.at ?? fields.created;
  if (!createdAt || !updatedAt) {
    skipped.push({ id: key, reason: "Jira gave neither when it was created nor when it was last updated" });
    return null;
  }

  const comments = mapComments(key, whole.comments, skipped);
  const latest = comments.at(-1);
  const sprints = sprintsOf(key, fields, skipped);
  const type = fields.issuetype;
  const issue: Issue = {
    key,
    externalId: whole.externalId ?? key,
    url: `${context.site}/browse/${encodeURIComponent(key)}`,
    summary: fields.summary ?? "",
    description: cutToBytes(cleanText(toPlainText(fields.description)), MAX_DESCRIPTION_BYTES),
    type: type?.name ?? "unknown",
    isSubtask: type?.subtask ?? (type?.hierarchyLevel ?? 0) < 0,
    isEpic: (type?.hierarchyLevel ?? 0) >= 1 || type?.name === "Epic" || type?.untranslatedName === "Epic",
    status: fields.status?.name ?? "unknown",
    statusCategory: statusCategory(fields.status ?? {}, context.statuses),
    priority: fields.priority?.name ?? null,
    assignee: toPerson(fields.assignee),
    reporter: toPerson(fields.reporter),
    createdAt,
    updatedAt,
    resolvedAt: fields.resolutiondate ?? null,
    dueOn: fields.duedate ?? null,
    labels: fields.labels ?? [],
    sprintIds: sprints.map((sprint) => sprint.id),
    releaseIds: (fields.fixVersions ?? []).map((version) => version.id),
    links: mapLinks(fields.issuelinks, context.statuses),
    flagged: fields.flagged === true || (fields.flagFields ?? []).some((value) => Array.isArray(value) && value.length > 0),
    history,
    commentCount: Math.max(fields.comment?.total ?? 0, comments.length),
    latestComment: latest ? { ...latest, text: excerpt(latest.text, MAX_EXCERPT_LENGTH) } : null,
  };
  const fitting = fitIssue(issue, skipped);
  return fitting && { issue: fitting, comments, sprints };
}

export function mapRelease(body: ReleaseBody): Release {
  return {
    id: body.id,
    name: body.name ?? body.id,
    startOn: body.startDate ?? null,
    releaseOn: body.releaseDate ?? null,
    released: body.released ?? false,
    archived: body.archived ?? false,
  };
}

/** Oldest first and each once. */
function mapComments(key: string, raw: readonly unknown[], skipped: Skipped[]): Comment[] {
  const bodies = parseEach(raw, CommentBody, `${key}, comment`, skipped);
  const byId = new Map(bodies.map((body) => [body.id, toComment(body)]));
  return [...byId.values()].sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || Number(a.id) - Number(b.id));
}

function toComment(body: CommentBody): Comment {
  return {
    id: body.id,
    by: body.author?.displayName ?? null,
    at: body.created,
    text: excerpt(cleanText(toPlainText(body.body)), MAX_COMMENT_LENGTH),
  };
}

function toPerson(user: User | null | undefined): Person | null {
  const id = user?.accountId || user?.key || user?.name;
  return id ? { id, name: user?.displayName || id } : null;
}

function mapLinks(links: IssueFields["issuelinks"], statuses: StatusCategories): IssueLink[] {
  return (links ?? []).flatMap(({ type, inwardIssue, outwardIssue }) => {
    const other = outwardIssue ?? inwardIssue;
    if (!other) return [];
    const phrase = outwardIssue ? type?.outward : type?.inward;
    return [
      {
        relation: phrase ?? type?.name ?? "is linked to",
        key: other.key,
        summary: other.fields?.summary ?? null,
        statusCategory: statusCategory(other.fields?.status ?? {}, statuses),
      },
    ];
  });
}
