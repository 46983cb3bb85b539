import type { HistoryEntry, Issue } from "#core/entities/issue.ts";
import { dayIn, daysBetween, type Day, type Instant } from "#core/time.ts";

/** When an item was worked on, in the project's calendar days. */
export type Lifetime = {
  issue: Issue;
  created: Day;
  /** Null when nothing proves that work on it has begun. */
  started: Day | null;
  /** True where only its place in a running sprint stands in for a start. */
  assumed: boolean;
  done: boolean;
  /** The day of the last move to done; null while it is not done, or when no date is known. */
  finished: Day | null;
};

/** Done by its status category; by its resolution date only where the source names no category. */
export function isDone(issue: Pick<Issue, "statusCategory" | "resolvedAt">): boolean {
  return issue.statusCategory === "done" || (issue.statusCategory === "unknown" && issue.resolvedAt !== null);
}

/**
 * Started is the first move into a status in progress, finished the last move to done (Vacanti, Actionable Agile Metrics:
 * an item has one start and one end, whatever it does in between). One that was put back to do is not in work until it is
 * taken up again. An item without status history has what its dates prove.
 */
export function lifetimeOf(issue: Issue, timeZone: string, assumeStarted: (issue: Issue) => boolean): Lifetime {
  const moves = issue.history.filter((entry) => entry.field === "status");
  const done = isDone(issue);
  const proven = provenStart(issue, moves, done);
  const assumed = proven === null && !done && assumeStarted(issue);
  const started = assumed ? issue.createdAt : proven;
  const finished = done ? (lastMoveToDone(moves) ?? issue.resolvedAt) : null;
  return {
    issue,
    created: dayIn(issue.createdAt, timeZone),
    started: started === null ? null : dayIn(started, timeZone),
    assumed,
    done,
    finished: finished === null ? null : dayIn(finished, timeZone),
  };
}

function provenStart(issue: Issue, moves: readonly HistoryEntry[], done: boolean): Instant | null {
  const first = moves[0];
  if (!first) return done || issue.statusCategory === "indeterminate" ? issue.createdAt : null;
  if (!done && issue.statusCategory === "new") return null;
  if (first.fromCategory === "indeterminate") return issue.createdAt;
  const move = moves.find((entry) => entry.toCategory === "indeterminate");
  if (move) return move.at;
  return issue.statusCategory === "indeterminate" ? (moves.at(-1)?.at ?? null) : null;
}

/** From one status of done to another is no move to done: closing what was resolved weeks ago does not finish it anew. */
function lastMoveToDone(moves: readonly HistoryEntry[]): Instant | null {
  return moves.findLast((entry) => entry.toCategory === "done" && entry.fromCategory !== "done")?.at ?? null;
}

/** Calendar days from start to finish, both counted; null unless both are known (Vacanti: CT = finished - started + 1). */
export function cycleDays(lifetime: Lifetime): number | null {
  const { started, finished } = lifetime;
  if (started === null || finished === null || finished < started) return null;
  return daysBetween(started, finished) + 1;
}

/** Calendar days since the start, today counted, of an item in work; null for any other (Vacanti: age = today - started + 1). */
export function ageDays(lifetime: Lifetime, today: Day): number | null {
  return lifetime.done || lifetime.started === null ? null : daysBetween(lifetime.started, today) + 1;
}
