import { evidenceId, type EvidenceId } from "#core/evidence.ts";
import { dayIn, type Day } from "#core/time.ts";
import { joinedOn, type MilestoneOutlook } from "./milestones.ts";
import { compareText } from "./order.ts";
import type { Reading } from "./reading.ts";
import { currentSprint, hasSprintHistory, whyChosen, type SprintScope } from "./sprint.ts";

/** How much joined a scope after the day it was committed to. */
export type ScopeGrowth = { of: string; since: Day; committed: number; added: number; note: string; evidence: EvidenceId[] } | { unknown: string };

/** Growth of the current sprint; of the nearest milestone since the last release where no sprint is running. */
export function readScopeGrowth(reading: Reading, milestones: readonly MilestoneOutlook[]): ScopeGrowth {
  const current = currentSprint(reading);
  if ("unknown" in current) return sinceLastRelease(reading, milestones) ?? { unknown: `${current.unknown}, and no past release gives a starting point` };
  const { sprint } = current.scope;
  if (sprint.startAt === null) return { unknown: `${sprint.name} is running without a start date` };
  if (current.scope.committed.length + current.scope.added.length === 0) return { unknown: `${sprint.name} holds no items` };
  return ofSprint(reading, current.scope, dayIn(sprint.startAt, reading.situation.timeZone), current.running);
}

function ofSprint(reading: Reading, scope: SprintScope, since: Day, running: number): ScopeGrowth {
  const notes = [
    ...(running > 1 ? [whyChosen(reading, scope.sprint)] : []),
    ...(hasSprintHistory(reading) ? [] : ["The source has no sprint history: only items created after the start count as added."]),
  ];
  return {
    of: scope.sprint.name,
    since,
    committed: scope.committed.length,
    added: scope.added.length,
    note: notes.join(" "),
    evidence: [evidenceId("sprint", scope.sprint.id), ...scope.added.map(({ lifetime }) => evidenceId("issue", lifetime.issue.key))],
  };
}

function sinceLastRelease(reading: Reading, milestones: readonly MilestoneOutlook[]): ScopeGrowth | null {
  const { facts, today } = reading.situation;
  const since = facts.releases
    .flatMap((release) => (release.released && release.releaseOn !== null && release.releaseOn <= today ? [release.releaseOn] : []))
    .sort(compareText)
    .at(-1);
  const next = milestones[0]?.milestone;
  const items = next ? (reading.byRelease.get(next.releaseId) ?? []) : [];
  if (since === undefined || !next || items.length === 0) return null;
  const added = items.filter(({ issue }) => joinedOn(reading, issue, next) > since);
  return {
    of: next.name,
    since,
    committed: items.length - added.length,
    added: added.length,
    note: "No sprint is running, so scope is counted since the last release.",
    evidence: [evidenceId("release", next.releaseId), ...added.map(({ issue }) => evidenceId("issue", issue.key))],
  };
}
