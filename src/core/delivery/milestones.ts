import type { Milestone } from "#core/entities/delivery-state.ts";
import type { Issue } from "#core/entities/issue.ts";
import type { Release } from "#core/entities/release.ts";
import { evidenceId } from "#core/evidence.ts";
import { dayIn, type Day } from "#core/time.ts";
import { forecastScope, showForecast, type Outlook } from "./forecast.ts";
import { compareText } from "./order.ts";
import type { Reading } from "./reading.ts";

const shownEvidence = 20;
/** The nearest ones; releases planned years ahead say nothing yet. */
const readAhead = 12;

export type MilestoneOutlook = { milestone: Milestone; outlook: Outlook };

/**
 * Unreleased releases with a date and items in them, nearest first, each forecast alone at the whole project's pace. One
 * whose date has passed stays for as long as work in it is open.
 */
export function readMilestones(reading: Reading): MilestoneOutlook[] {
  const { today } = reading.situation;
  const milestones = datedReleases(reading).flatMap((release) => {
    const items = reading.byRelease.get(release.id) ?? [];
    const open = items.filter((item) => !item.done);
    return items.length === 0 || (release.releaseOn < today && open.length === 0) ? [] : [{ release, items, open }];
  });
  return milestones.slice(0, readAhead).map(({ release, items, open }) => {
    const outlook = forecastScope(reading, { id: `release:${release.id}`, items, joined: ({ issue }) => joinedOn(reading, issue, release) });
    const milestone: Milestone = {
      releaseId: release.id,
      name: release.name,
      date: release.releaseOn,
      total: items.length,
      done: items.length - open.length,
      open: open.length,
      forecast: showForecast(outlook, today),
      evidence: [evidenceId("release", release.id), ...open.slice(0, shownEvidence).map(({ issue }) => evidenceId("issue", issue.key))],
    };
    return { milestone, outlook };
  });
}

type DatedRelease = Release & { releaseOn: Day };

function datedReleases(reading: Reading): DatedRelease[] {
  return reading.situation.facts.releases
    .flatMap((release) => (release.releaseOn !== null && !release.released && !release.archived ? [{ ...release, releaseOn: release.releaseOn }] : []))
    .sort((a, b) => compareText(a.releaseOn, b.releaseOn) || compareText(a.name, b.name) || compareText(a.id, b.id));
}

/** The day an item joined a release: by history, else its creation. */
export function joinedOn(reading: Reading, issue: Issue, release: Pick<Release, "name">): Day {
  const names = (list: string | null): boolean => list !== null && list.split(",").some((name) => name.trim() === release.name);
  const move = issue.history.findLast((entry) => entry.field === "release" && names(entry.to) && !names(entry.from));
  return dayIn(move?.at ?? issue.createdAt, reading.situation.timeZone);
}
