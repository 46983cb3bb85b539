import type { Instant } from "#core/time.ts";
import type { RecordedIssue } from "./recording.ts";
import type { Movable } from "./roll-back.ts";
import type { World } from "./world.ts";

/**
 * An issue without a changelog, as far as dates prove it. Before it was settled it stands in the workflow's initial status:
 * it has been there at least on creation, and nothing dates any status between. Assignee, priority, labels, versions, type
 * and text are shown as recorded, because nothing dates them either.
 */
export function provenAt(issue: RecordedIssue, at: Instant, world: World): Movable {
  const settled = at >= settledAt(issue);
  return {
    ...issue,
    status: settled ? issue.status : world.initialStatus,
    resolution: settled ? issue.resolution : null,
    resolvedAt: settled ? issue.resolvedAt : null,
    sprintIds: issue.sprintIds.filter((id) => at >= joinedAt(issue, id, world)),
  };
}

/** From when the recorded status is proven: the resolution's date, and for an unresolved issue the last time it was touched. */
export function settledAt(issue: RecordedIssue): Instant {
  return later(issue.createdAt, issue.resolvedAt ?? issue.updatedAt);
}

/** From when membership of a sprint is proven: its start; of one that never started, the last time the issue was touched. */
export function joinedAt(issue: RecordedIssue, sprintId: number, world: World): Instant {
  return later(issue.createdAt, world.sprints.get(sprintId)?.startAt ?? issue.updatedAt);
}

export function later(a: Instant, b: Instant): Instant {
  return a > b ? a : b;
}
