import type { FlowMetrics } from "#core/entities/delivery-state.ts";
import type { Issue } from "#core/entities/issue.ts";
import type { Sprint } from "#core/entities/sprint.ts";
import type { Situation } from "#core/rules/situation.ts";
import { isDone, lifetimeOf, type Lifetime } from "./lifetime.ts";
import { oncePer } from "./once-per.ts";
import { compareText } from "./order.ts";

/** The facts of a situation, indexed once for all rules and documents. Whatever order they came in, it reads the same. */
export type Reading = {
  situation: Situation;
  /** What the source lets flow be measured from. */
  basis: FlowMetrics["basis"];
  /** Every issue, by key order. */
  lifetimes: ReadonlyMap<string, Lifetime>;
  /** What counts as work: all but sub-tasks and epics, by key order. */
  counted: readonly Lifetime[];
  /** Active sprints, by id. */
  running: readonly Sprint[];
  sprints: ReadonlyMap<number, Sprint>;
  /** Counted items by the sprint and by the release they are in now. */
  bySprint: ReadonlyMap<number, readonly Lifetime[]>;
  byRelease: ReadonlyMap<string, readonly Lifetime[]>;
};

/** Reads a situation; the same situation is read once. */
export const readFacts: (situation: Situation) => Reading = oncePer(index);

function index(situation: Situation): Reading {
  const { facts, timeZone } = situation;
  const issues = facts.issues.toSorted((a, b) => compareText(a.key, b.key));
  const sprints = facts.sprints.toSorted((a, b) => a.id - b.id);
  const running = sprints.filter((sprint) => sprint.state === "active");
  const basis = basisOf(issues);
  const assumeStarted = startAssumption(basis, sprints, running);
  const lifetimes = new Map(issues.map((issue) => [issue.key, lifetimeOf(issue, timeZone, assumeStarted)]));
  const counted = [...lifetimes.values()].filter(({ issue }) => !issue.isSubtask && !issue.isEpic);
  return {
    situation,
    basis,
    lifetimes,
    counted,
    running,
    sprints: new Map(sprints.map((sprint) => [sprint.id, sprint])),
    bySprint: groupBy(counted, (issue) => issue.sprintIds),
    byRelease: groupBy(counted, (issue) => issue.releaseIds),
  };
}

function basisOf(issues: readonly Issue[]): Reading["basis"] {
  if (issues.some((issue) => issue.history.some((entry) => entry.field === "status"))) return "history";
  return issues.some(isDone) ? "dates" : "none";
}

/** Without any status history the unfinished items of the running sprints stand in for work in progress; without sprints, all. */
function startAssumption(basis: Reading["basis"], sprints: readonly Sprint[], running: readonly Sprint[]): (issue: Issue) => boolean {
  if (basis !== "dates") return () => false;
  if (sprints.length === 0) return () => true;
  const ids = new Set(running.map((sprint) => sprint.id));
  return (issue) => issue.sprintIds.some((id) => ids.has(id));
}

function groupBy<K>(lifetimes: readonly Lifetime[], keysOf: (issue: Issue) => readonly K[]): Map<K, Lifetime[]> {
  const groups = new Map<K, Lifetime[]>();
  for (const lifetime of lifetimes) {
    for (const key of new Set(keysOf(lifetime.issue))) {
      const group = groups.get(key);
      if (group) group.push(lifetime);
      else groups.set(key, [lifetime]);
    }
  }
  return groups;
}
