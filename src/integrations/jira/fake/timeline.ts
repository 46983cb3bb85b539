import type { Instant } from "#core/time.ts";
import { joinedAt, later, settledAt } from "./proven.ts";
import type { RecordedIssue } from "./recording.ts";
import { existsFrom, type World } from "./world.ts";

/**
 * Every moment at which the issue itself changes, oldest first; the first is when it appears. Its `updated` at a time is
 * the latest of these by then. What sprints, releases and linked issues do of themselves does not touch it, as in Jira.
 */
export function timelineOf(issue: RecordedIssue, world: World): Instant[] {
  const moments = issue.histories?.map((history) => history.createdAt) ?? provenMoments(issue, world);
  for (const comment of issue.comments) moments.push(comment.createdAt, comment.updatedAt);
  if (issue.resolvedAt) moments.push(issue.resolvedAt);
  const logged = loggedLinks(issue);
  for (const { other } of issue.links) if (!logged.has(other.key)) moments.push(existsFrom(other, world));
  const appears = appearsAt(issue);
  return [appears, ...[...new Set(moments)].filter((moment) => moment > appears).sort()];
}

/** Creation, or for an issue moved in from another project the move: before it, a search of this project did not find it. */
function appearsAt(issue: RecordedIssue): Instant {
  const project = projectOf(issue.key);
  const moves = (issue.histories ?? []).filter((history) =>
    history.items.some((item) => item.field === "Key" && item.fromText && projectOf(item.fromText) !== project),
  );
  return later(issue.createdAt, moves.at(-1)?.createdAt ?? issue.createdAt);
}

function provenMoments(issue: RecordedIssue, world: World): Instant[] {
  return [settledAt(issue), ...issue.sprintIds.map((id) => joinedAt(issue, id, world))];
}

/** The issues whose links the changelog dates. */
export function loggedLinks(issue: RecordedIssue): Set<string | null> {
  const items = (issue.histories ?? []).flatMap((history) => history.items).filter((item) => item.field === "Link");
  return new Set(items.flatMap((item) => [item.from, item.to]));
}

function projectOf(key: string): string {
  return key.slice(0, key.lastIndexOf("-"));
}
