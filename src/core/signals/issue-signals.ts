import { evidenceId } from "#core/evidence.ts";
import type { Comment, HistoryEntry, HistoryField, Issue } from "#core/entities/issue.ts";
import type { Signal } from "#core/entities/signal.ts";
import type { Digest } from "#core/ports.ts";
import { excerpt } from "#core/text.ts";
import { makeSignal } from "./make-signal.ts";

const spanLength = 300;

type Input = { before: Issue | undefined; after: Issue; comments: readonly Comment[] };

/** What became different about an issue, one signal a matter: its history where there is one, else what the two states show. */
export function issueSignals({ before, after, comments }: Input, digest: Digest): Signal[] {
  const subject = evidenceId("issue", after.key);
  if (!before) {
    const title = `${after.key} was created: ${after.summary}`;
    return [makeSignal({ kind: "created", subject, title, by: after.reporter?.name ?? null, at: after.createdAt, mark: "created" }, digest)];
  }
  const told = new Set(before.history.map((entry) => entry.id));
  const entries = after.history.filter((entry) => !told.has(entry.id));
  const signals = [
    ...entries.map((entry) => fromHistory(after, entry, digest)),
    ...fromDifference(before, after, new Set(entries.map((entry) => entry.field)), digest),
    ...comments.filter((comment) => isNew(comment, before)).map((comment) => fromComment(after, comment, digest)),
  ];
  if (signals.length > 0) return signals;
  const edited = { kind: "edited", subject, title: `${after.key} was edited: ${after.summary}`, by: null, at: after.updatedAt, mark: after.updatedAt } as const;
  return [makeSignal(edited, digest)];
}

function fromHistory(issue: Issue, entry: HistoryEntry, digest: Digest): Signal {
  const { field, from, to, by, at } = entry;
  return makeSignal({ kind: field, subject: evidenceId("issue", issue.key), title: titleOf(issue, field, from, to), by, at, from, to, mark: entry.id }, digest);
}

/** For sources without a changelog: nobody is named, and the time is when the issue was last changed. */
function fromDifference(before: Issue, after: Issue, told: ReadonlySet<HistoryField>, digest: Digest): Signal[] {
  const values = (issue: Issue): [HistoryField, string | null][] => [
    ["status", issue.status],
    ["sprint", issue.sprintIds.length === 0 ? null : issue.sprintIds.join(", ")],
    ["assignee", issue.assignee?.name ?? null],
    ["priority", issue.priority],
    ["flagged", issue.flagged ? "Flagged" : null],
    ["due", issue.dueOn],
    ["release", issue.releaseIds.length === 0 ? null : issue.releaseIds.join(", ")],
  ];
  const was = new Map(values(before));
  return values(after)
    .filter(([field, to]) => !told.has(field) && was.get(field) !== to)
    .map(([field, to]) => {
      const from = was.get(field) ?? null;
      const title = titleOf(after, field, from, to);
      return makeSignal({ kind: field, subject: evidenceId("issue", after.key), title, by: null, at: after.updatedAt, from, to, mark: `${after.updatedAt}|${to}` }, digest);
    });
}

function isNew(comment: Comment, before: Issue): boolean {
  const latest = before.latestComment;
  if (!latest) return true;
  return comment.id !== latest.id && comment.at >= latest.at;
}

function fromComment(issue: Issue, comment: Comment, digest: Digest): Signal {
  const span = excerpt(comment.text, spanLength);
  const title = `${comment.by ?? "Somebody"} commented on ${issue.key}: ${issue.summary}`;
  return makeSignal({ kind: "comment", subject: evidenceId("issue", issue.key), title, by: comment.by, at: comment.at, span, mark: comment.id }, digest);
}

function titleOf(issue: Issue, field: HistoryField, from: string | null, to: string | null): string {
  switch (field) {
    case "status":
      return `${issue.key} moved from ${from ?? "nothing"} to ${to ?? "nothing"}: ${issue.summary}`;
    case "sprint":
      return to === null ? `${issue.key} left its sprint: ${issue.summary}` : `${issue.key} changed sprint: ${issue.summary}`;
    case "assignee":
      return to === null ? `${issue.key} has no assignee any more: ${issue.summary}` : `${issue.key} was assigned to ${to}: ${issue.summary}`;
    case "priority":
      return `${issue.key} changed priority from ${from ?? "none"} to ${to ?? "none"}: ${issue.summary}`;
    case "flagged":
      return to === null || to === "" ? `${issue.key} is no longer flagged: ${issue.summary}` : `${issue.key} was flagged: ${issue.summary}`;
    case "due":
      return to === null ? `${issue.key} lost its due date: ${issue.summary}` : `${issue.key} is now due on ${to}: ${issue.summary}`;
    case "release":
      return to === null ? `${issue.key} left its release: ${issue.summary}` : `${issue.key} changed release: ${issue.summary}`;
    case "resolution":
      return to === null ? `${issue.key} was reopened: ${issue.summary}` : `${issue.key} was resolved as ${to}: ${issue.summary}`;
    case "link":
      return to === null ? `${issue.key} no longer ${from ?? "is linked"}: ${issue.summary}` : `${issue.key} now ${to}: ${issue.summary}`;
  }
}
