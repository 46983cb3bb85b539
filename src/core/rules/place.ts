import type { Issue } from "#core/entities/issue.ts";
import type { Sprint } from "#core/entities/sprint.ts";
import type { Reading } from "#core/delivery/reading.ts";
import { compareKnownFirst } from "#core/delivery/order.ts";
import { dayIn, type Day } from "#core/time.ts";

/** Where an item stands in the plan. */
export type Place = {
  sprint: { id: number; name: string; endOn: Day | null } | null;
  release: { id: string; name: string; dueOn: Day } | null;
};

/** The running sprint and the nearest dated, unreleased release an item is planned for. */
export function placeOf(reading: Reading, issue: Issue): Place {
  const { facts, timeZone } = reading.situation;
  const [sprint] = reading.running
    .filter(({ id }) => issue.sprintIds.includes(id))
    .map(({ id, name, endAt }) => ({ id, name, endOn: endAt && dayIn(endAt, timeZone) }))
    .sort((a, b) => compareKnownFirst(a.endOn, b.endOn) || a.id - b.id);
  const [release] = facts.releases
    .filter((one) => issue.releaseIds.includes(one.id) && !one.released && !one.archived)
    .flatMap(({ id, name, releaseOn }) => (releaseOn === null ? [] : [{ id, name, dueOn: releaseOn }]))
    .sort((a, b) => compareKnownFirst(a.dueOn, b.dueOn) || compareKnownFirst(a.id, b.id));
  return { sprint: sprint ?? null, release: release ?? null };
}

/** "2015 Sprint 06 (ends 2015-03-28) and Release 4.0.0 (was due 2015-03-01)"; null when it is planned for neither. */
export function placeWords({ sprint, release }: Place, today: Day): string | null {
  const parts = [
    ...(sprint ? [sprint.endOn ? `${sprint.name} (${sprint.endOn < today ? "was to end" : "ends"} ${sprint.endOn})` : sprint.name] : []),
    ...(release ? [`${release.name} (${release.dueOn < today ? "was due" : "due"} ${release.dueOn})`] : []),
  ];
  return parts.length === 0 ? null : parts.join(" and ");
}

/** Sprints items are being planned for: the running ones and, for each board, the first one to come. */
export function plannedSprints(reading: Reading): Sprint[] {
  const next = new Map<number | null, Sprint>();
  const future = reading.situation.facts.sprints
    .filter((sprint) => sprint.state === "future")
    .sort((a, b) => compareKnownFirst(a.startAt, b.startAt) || a.id - b.id);
  for (const sprint of future) if (!next.has(sprint.boardId)) next.set(sprint.boardId, sprint);
  return [...reading.running, ...next.values()];
}
