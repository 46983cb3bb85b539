import type { Milestone } from "#core/entities/delivery-state.ts";
import type { Issue } from "#core/entities/issue.ts";
import type { Release } from "#core/entities/release.ts";
import { evidenceId } from "#core/evidence.ts";
import { dayIn, type Day } from "#core/time.ts";
import { forecastScope, showForecast, type Outlook } from "./forecast.ts";
import type { Lifetime } from "./lifetime.ts";
import { oncePer } from "./once-per.ts";
import { compareText } from "./order.ts";
import type { Reading } from "./reading.ts";

const shownEvidence = 20;

export type MilestoneOutlook = { milestone: Milestone; outlook: Outlook };

/**
 * Unreleased releases with a date and items in them, nearest first; those far ahead say nothing yet. One whose date has
 * passed stays for as long as work in it is open. The project has one pace, so each is forecast together with what stands
 * before it here.
 */
export const readMilestones: (reading: Reading) => { shown: MilestoneOutlook[]; count: number } = oncePer((reading) => {
  const { today, settings } = reading.situation;
  const planned = planReleases(reading);
  const passed = planned.filter(({ release }) => release.releaseOn < today);
  const ahead = planned.slice(passed.length);
  const scope = new Map<Lifetime, Day>();
  const shown = [...passed.slice(-settings.milestonesPassed), ...ahead.slice(0, settings.milestonesAhead)].map((one) => {
    for (const item of one.items) {
      const [joined, earlier] = [joinedOn(reading, item.issue, one.release), scope.get(item)];
      scope.set(item, earlier !== undefined && earlier < joined ? earlier : joined);
    }
    return lookAhead(reading, one, scope);
  });
  return { shown, count: planned.length };
});

type Planned = { release: DatedRelease; items: readonly Lifetime[]; open: readonly Lifetime[] };

function planReleases(reading: Reading): Planned[] {
  return datedReleases(reading).flatMap((release) => {
    const items = reading.byRelease.get(release.id) ?? [];
    const open = items.filter((item) => !item.done);
    return items.length === 0 || (release.releaseOn < reading.situation.today && open.length === 0) ? [] : [{ release, items, open }];
  });
}

/** `scope` holds its own items and those before it; nothing comes before a release that has nothing left to do. */
function lookAhead(reading: Reading, { release, items, open }: Planned, scope: ReadonlyMap<Lifetime, Day>): MilestoneOutlook {
  const outlook = forecastScope(reading, { id: `release:${release.id}`, items: open.length === 0 ? new Map<Lifetime, Day>() : scope });
  const ahead = "unknown" in outlook ? 0 : outlook.remaining - open.length;
  const milestone: Milestone = {
    releaseId: release.id,
    name: release.name,
    date: release.releaseOn,
    total: items.length,
    done: items.length - open.length,
    open: open.length,
    forecast: showForecast(outlook, ahead, reading.situation),
    evidence: [evidenceId("release", release.id), ...open.slice(0, shownEvidence).map(({ issue }) => evidenceId("issue", issue.key))],
  };
  return { milestone, outlook };
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
