import type { SprintState } from "#core/entities/delivery-state.ts";
import type { HistoryEntry, Issue } from "#core/entities/issue.ts";
import type { Sprint } from "#core/entities/sprint.ts";
import { evidenceId } from "#core/evidence.ts";
import { count } from "#core/text.ts";
import { dayIn, type Instant } from "#core/time.ts";
import type { Lifetime } from "./lifetime.ts";
import { compareText } from "./order.ts";
import type { Reading } from "./reading.ts";

const shownSprints = 4;

type Dated = { lifetime: Lifetime; at: Instant };

/** What happened to the scope of a sprint since its start. Where the start is unknown, everything in it counts as committed. */
export type SprintScope = {
  sprint: Sprint;
  /** In the sprint at its start, wherever it is now. */
  committed: readonly Lifetime[];
  /** In it now, but not at its start. */
  added: readonly Dated[];
  /** Committed and taken out since; known from history only. */
  removed: readonly Dated[];
  /** In it now. */
  members: readonly Lifetime[];
};

/** Scope by sprint history; an item without any was in the sprint from its creation, which is all its dates prove. */
export function readSprintScope(reading: Reading, sprint: Sprint): SprintScope {
  const { startAt, id } = sprint;
  const members = reading.bySprint.get(id) ?? [];
  if (startAt === null) return { sprint, committed: members, added: [], removed: [], members };
  const added: Dated[] = [];
  const committed: Lifetime[] = [];
  for (const lifetime of members) {
    if (wasIn(lifetime.issue, id, startAt)) committed.push(lifetime);
    else added.push({ lifetime, at: joinedAt(lifetime.issue, id) });
  }
  const removed: Dated[] = [];
  for (const lifetime of reading.counted) {
    const { issue } = lifetime;
    if (issue.sprintIds.includes(id) || !wasIn(issue, id, startAt)) continue;
    committed.push(lifetime);
    removed.push({ lifetime, at: sprintMoves(issue).findLast((move) => holds(move.from, id) && !holds(move.to, id))?.at ?? issue.updatedAt });
  }
  return { sprint, committed, added, removed, members };
}

/**
 * The sprint the documents speak of: the running one. Teams run several at once; then it is the one with most items at
 * its start among those not past their end (a number that stays put while the sprint runs), then the latest started.
 */
export function currentSprint(reading: Reading): { scope: SprintScope; running: number } | { unknown: string } {
  const { situation, running } = reading;
  const [best] = running
    .map((sprint) => ({ scope: readSprintScope(reading, sprint), over: isOver(reading, sprint) }))
    .sort(
      (a, b) =>
        Number(a.over) - Number(b.over) ||
        b.scope.committed.length - a.scope.committed.length ||
        compareText(b.scope.sprint.startAt ?? "", a.scope.sprint.startAt ?? "") ||
        b.scope.sprint.id - a.scope.sprint.id,
    );
  if (best) return { scope: best.scope, running: running.length };
  const known = situation.facts.sprints.length;
  return { unknown: known === 0 ? "the project has no sprints" : `none of the project's ${count(known, "sprint")} is running` };
}

/** The sprint as the delivery state shows it. */
export function showSprint(reading: Reading, scope: SprintScope): SprintState {
  const { sprint, committed, added, removed, members } = scope;
  const { timeZone } = reading.situation;
  return {
    id: sprint.id,
    name: sprint.name,
    goal: sprint.goal,
    startOn: sprint.startAt && dayIn(sprint.startAt, timeZone),
    endOn: sprint.endAt && dayIn(sprint.endAt, timeZone),
    committed: committed.length,
    added: added.length,
    removed: removed.length,
    done: members.filter((one) => one.done).length,
    carried: members.filter(({ issue }) => issue.sprintIds.some((id) => isEarlier(reading.sprints.get(id), sprint))).length,
    note: noteOn(reading, sprint),
    evidence: [evidenceId("sprint", sprint.id), ...reading.running.filter(({ id }) => id !== sprint.id).map(({ id }) => evidenceId("sprint", id))],
  };
}

/** What makes the figures mean something else than they seem to. */
function noteOn(reading: Reading, sprint: Sprint): string | null {
  const others = reading.running.filter(({ id }) => id !== sprint.id);
  const notes = [
    ...(others.length > 0 ? [`${whyChosen(reading, sprint)} Also running: ${nameAll(others)}.`] : []),
    ...(sprint.endAt !== null && isOver(reading, sprint) ? [`It was to end on ${dayIn(sprint.endAt, reading.situation.timeZone)} and has not been closed.`] : []),
    ...(sprint.startAt === null ? ["It has no start date, so all that is in it counts as committed."] : []),
  ];
  return notes.length === 0 ? null : notes.join(" ");
}

/** Why of several running sprints it is this one; when it is past its end, all of them are. */
export function whyChosen(reading: Reading, sprint: Sprint): string {
  const those = isOver(reading, sprint) ? "" : " of those not past their end";
  return `Of ${reading.running.length} running sprints this is the one${those} that began with most items.`;
}

function nameAll(sprints: readonly Sprint[]): string {
  const rest = sprints.length - shownSprints;
  return `${sprints.slice(0, shownSprints).map(({ name }) => name).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

function isOver(reading: Reading, { endAt }: Sprint): boolean {
  return endAt !== null && dayIn(endAt, reading.situation.timeZone) < reading.situation.today;
}

/** True when some sprint membership is known from history; without, scope added can be missed but not invented. */
export function hasSprintHistory(reading: Reading): boolean {
  return reading.counted.some(({ issue }) => sprintMoves(issue).length > 0);
}

/** The instant an item that is in a sprint last joined it. */
export function joinedAt(issue: Issue, sprintId: number): Instant {
  return sprintMoves(issue).findLast((move) => holds(move.to, sprintId) && !holds(move.from, sprintId))?.at ?? issue.createdAt;
}

function wasIn(issue: Issue, sprintId: number, at: Instant): boolean {
  if (issue.createdAt > at) return false;
  const moves = sprintMoves(issue);
  const before = moves.findLast((move) => move.at <= at);
  if (before) return holds(before.to, sprintId);
  const after = moves[0];
  return after ? holds(after.from, sprintId) : issue.sprintIds.includes(sprintId);
}

function sprintMoves(issue: Issue): HistoryEntry[] {
  return issue.history.filter((entry) => entry.field === "sprint");
}

function holds(ids: string | null, sprintId: number): boolean {
  return ids !== null && ids.split(",").some((id) => id.trim() === String(sprintId));
}

function isEarlier(other: Sprint | undefined, sprint: Sprint): boolean {
  return other !== undefined && other.state === "closed" && (other.startAt ?? "") < (sprint.startAt ?? "9");
}
