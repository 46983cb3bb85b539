import type { Day, Instant } from "#core/time.ts";
import { provenAt, settledAt } from "./proven.ts";
import type {
  Neighbour,
  RecordedComment,
  RecordedHistory,
  RecordedIssue,
  RecordedSprint,
  RecordedVersion,
} from "./recording.ts";
import { rollBack, type Movable } from "./roll-back.ts";
import { loggedLinks } from "./timeline.ts";
import { existsFrom, type World } from "./world.ts";

/** An issue as it stood at one moment. */
export type IssueState = Movable & {
  issue: RecordedIssue;
  parent: Neighbour | null;
  subtasks: Neighbour[];
  comments: RecordedComment[];
  histories: RecordedHistory[];
};

/** The issue as it stood at `at`, which must not be before it appears. */
export function issueAt(issue: RecordedIssue, at: Instant, world: World): IssueState {
  const movable = movableAt(issue, at, world);
  const logged = loggedLinks(issue);
  return {
    issue,
    ...movable,
    links: movable.links
      .filter(({ other }) => logged.has(other.key) || at >= existsFrom(other, world))
      .map((link) => ({ ...link, other: neighbourAt(link.other, at, world) })),
    parent: issue.parent ? neighbourAt(issue.parent, at, world) : null,
    subtasks: issue.subtasks
      .filter((subtask) => at >= existsFrom(subtask, world))
      .map((subtask) => neighbourAt(subtask, at, world)),
    comments: issue.comments
      .filter((comment) => comment.createdAt <= at)
      .map((comment) => (comment.updatedAt <= at ? comment : { ...comment, updatedAt: comment.createdAt })),
    histories: (issue.histories ?? []).filter((history) => history.createdAt <= at),
  };
}

function movableAt(issue: RecordedIssue, at: Instant, world: World): Movable {
  return isLogged(issue) ? rollBack(issue, at, world) : provenAt(issue, at, world);
}

function isLogged(issue: RecordedIssue): issue is RecordedIssue & { histories: RecordedHistory[] } {
  return issue.histories !== null;
}

/** Another issue as this one shows it: as it stood where the recording holds it, else as it was recorded. */
function neighbourAt(recorded: Neighbour, at: Instant, world: World): Neighbour {
  const other = world.issues.get(recorded.key);
  if (!other) return recorded;
  const { summary, status, priority, type } = isLogged(other)
    ? rollBack(other, at, world)
    : { ...other, status: at >= settledAt(other) ? other.status : world.initialStatus };
  return { id: other.id, key: other.key, summary, status, priority, type };
}

/**
 * The sprint as its dates tell it. Before its start none of them is known; it is closed from the day it was completed,
 * and one recorded as closed without that date from its planned end.
 */
export function sprintAt(sprint: RecordedSprint, at: Instant): RecordedSprint {
  if (sprint.startAt === null || at < sprint.startAt) {
    return { ...sprint, state: "future", startAt: null, endAt: null, completedAt: null };
  }
  const closedAt = sprint.completedAt ?? (sprint.state === "closed" ? sprint.endAt : null);
  if (closedAt !== null && at >= closedAt) return { ...sprint, state: "closed" };
  return { ...sprint, state: "active", completedAt: null };
}

/**
 * The sprints proven to exist: ids are given in order of creation, so one exists once it or a higher id has started.
 * One that was only planned when the recording was made exists by then.
 */
export function sprintsAt({ recording, recordedUntil }: World, at: Instant): RecordedSprint[] {
  const { sprints } = recording;
  const newest = Math.max(...sprints.map((sprint) => (sprint.startAt !== null && sprint.startAt <= at ? sprint.id : 0)));
  const exists = (sprint: RecordedSprint): boolean => sprint.id <= newest || (sprint.startAt === null && at >= recordedUntil);
  return sprints.filter(exists).map((sprint) => sprintAt(sprint, at));
}

/** The version on a day: not released, nor archived, before its release date; without one, as recorded. */
export function versionAt(version: RecordedVersion, day: Day): RecordedVersion {
  const due = version.releaseOn === null || day >= version.releaseOn;
  return { ...version, released: version.released && due, archived: version.archived && due };
}

