import type { Skipped } from "#core/entities/checkpoint.ts";
import type { Issue } from "#core/entities/issue.ts";

/** A stored item may hold 400 KB; the rest is for its keys, its index and what others add to it. */
const MAX_ISSUE_BYTES = 300 * 1024;

/** By Jira's own limits on names, so many entries and so much text stay under the size whatever they hold, without measuring. */
const FEW_ENTRIES = 100;
const SHORT_TEXT = 20_000;

/**
 * The issue cut to what one stored item can hold: oldest history first, then links. What was left out is said in `skipped`, so
 * that coverage shows it. Null where even that does not do, as in no issue Jira lets anybody write.
 */
export function fitIssue(issue: Issue, skipped: Skipped[]): Issue | null {
  const entries = issue.history.length + issue.links.length + issue.labels.length;
  if (entries < FEW_ENTRIES && issue.summary.length + issue.description.length < SHORT_TEXT) return issue;
  let excess = byteLength(issue) - MAX_ISSUE_BYTES;
  if (excess <= 0) return issue;

  const droppedHistory = countToDrop(issue.history, excess);
  const firstKept = issue.history[droppedHistory]?.at ?? issue.updatedAt;
  if (droppedHistory > 0) {
    skipped.push({
      id: issue.key,
      reason: `its history of ${issue.history.length} entries is too long to keep; the oldest ${droppedHistory}, before ${firstKept}, are left out`,
    });
  }
  const shortened = { ...issue, history: issue.history.slice(droppedHistory) };
  excess = byteLength(shortened) - MAX_ISSUE_BYTES;
  if (excess <= 0) return shortened;

  const droppedLinks = countToDrop(issue.links, excess);
  if (droppedLinks > 0) skipped.push({ id: issue.key, reason: `it has ${issue.links.length} links, too many to keep; ${droppedLinks} are left out` });
  const least = { ...shortened, links: issue.links.slice(droppedLinks) };
  excess = byteLength(least) - MAX_ISSUE_BYTES;
  if (excess <= 0) return least;
  skipped.push({ id: issue.key, reason: `it is too large to keep: ${Math.round(byteLength(issue) / 1024)} KB` });
  return null;
}

/** How many of the first ones add up to the excess. */
function countToDrop(list: readonly unknown[], excess: number): number {
  let freed = 0;
  let count = 0;
  while (freed < excess && count < list.length) {
    freed += byteLength(list[count]) + 1;
    count += 1;
  }
  return count;
}

function byteLength(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
