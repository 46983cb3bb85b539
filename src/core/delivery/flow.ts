import type { AgedItem, DaysFigure, FlowMetrics } from "#core/entities/delivery-state.ts";
import { addDays, daysBetween, weekStart, type Day } from "#core/time.ts";
import { ageDays, cycleDays, type Lifetime } from "./lifetime.ts";
import { oncePer } from "./once-per.ts";
import { compareText } from "./order.ts";
import { nearestRank } from "./percentile.ts";
import type { Reading } from "./reading.ts";

const shownWeeks = 12;
const shownOldest = 10;

const notes: Record<FlowMetrics["basis"], string> = {
  history: "From status history: started is the first move into progress, finished the last move to done; what was put back to do is not in work. Sub-tasks and epics are left out.",
  dates: "From creation to resolution: the source has no status history. Unfinished items of the running sprints stand in for work in progress.",
  none: "Nothing has been finished and no status change is known.",
};

/** Flow in calendar days and items (Vacanti, Actionable Agile Metrics; the Kanban Guide's four measures). */
export function measureFlow(reading: Reading): FlowMetrics {
  const { basis, situation } = reading;
  const cycleTime = measureCycleTime(reading);
  const inWork = workInProgress(reading);
  const { p85 } = cycleTime;
  return {
    basis,
    note: basis === "dates" && situation.facts.sprints.length === 0 ? notes.dates.replace("items of the running sprints", "items") : notes[basis],
    throughput: throughput(reading),
    cycleTime,
    wip: inWork.length,
    oldest: inWork.slice(0, shownOldest).map(({ lifetime: { issue }, age }) => ({
      key: issue.key,
      summary: issue.summary,
      owner: issue.assignee?.name ?? null,
      ageDays: age,
      past: percentilePassed(age, cycleTime),
    })),
    agedCount: "days" in p85 ? inWork.filter(({ age }) => age > p85.days).length : null,
  };
}

/** Started and unfinished items with their age in days, oldest first. */
export function workInProgress(reading: Reading): { lifetime: Lifetime; age: number }[] {
  return reading.counted
    .flatMap((lifetime) => {
      const age = ageDays(lifetime, reading.situation.today);
      return age === null ? [] : [{ lifetime, age }];
    })
    .sort((a, b) => b.age - a.age || compareText(a.lifetime.issue.key, b.lifetime.issue.key));
}

/** Percentiles of the cycle time, in days, of what finished within the window that ends today. */
export const measureCycleTime: (reading: Reading) => FlowMetrics["cycleTime"] = oncePer((reading) => {
  const { settings, today } = reading.situation;
  const finished = reading.counted.filter((one) => isWithin(one.finished, today, settings.percentileWindowDays));
  const days = finished.map(cycleDays).filter((value) => value !== null).sort((a, b) => a - b);
  const figure = (percent: number): DaysFigure =>
    days.length < settings.percentileMinimum ? { unknown: tooFew(days.length, finished.length, reading) } : { days: nearestRank(days, percent) };
  return { p50: figure(50), p85: figure(85), p95: figure(95), sample: days.length };
});

function tooFew(measured: number, finished: number, reading: Reading): string {
  const { percentileWindowDays, percentileMinimum } = reading.situation.settings;
  const measurable = finished > measured ? `${measured === 0 ? "none" : `only ${measured}`} of them with a known start, ` : "";
  return `${finished} finished in the last ${percentileWindowDays} days, ${measurable}${percentileMinimum} are needed`;
}

/** The highest percentile an age has passed. */
export function percentilePassed(age: number, cycleTime: FlowMetrics["cycleTime"]): AgedItem["past"] {
  const { p50, p85, p95 } = cycleTime;
  if ("days" in p95 && age > p95.days) return "P95";
  if ("days" in p85 && age > p85.days) return "P85";
  return "days" in p50 && age > p50.days ? "P50" : "none";
}

/** Items finished in each of the last full weeks and the current one, zeros included; weeks before the first item are left out. */
function throughput(reading: Reading): FlowMetrics["throughput"] {
  const { today } = reading.situation;
  const first = firstDay(reading);
  if (first === null) return [];
  const current = weekStart(today);
  const finished = new Map<Day, number>();
  for (let week = addDays(current, -7 * shownWeeks); week <= current; week = addDays(week, 7)) {
    if (addDays(week, 6) >= first) finished.set(week, 0);
  }
  for (const lifetime of reading.counted) {
    if (lifetime.finished === null || lifetime.finished > today) continue;
    const week = weekStart(lifetime.finished);
    const before = finished.get(week);
    if (before !== undefined) finished.set(week, before + 1);
  }
  return [...finished].map(([week, number]) => ({ week, finished: number }));
}

/** The day the project's first item was created; null for a project without items. */
export function firstDay(reading: Reading): Day | null {
  return reading.counted.reduce<Day | null>((first, { created }) => (first === null || created < first ? created : first), null);
}

function isWithin(day: Day | null, today: Day, window: number): boolean {
  if (day === null) return false;
  const ago = daysBetween(day, today);
  return ago >= 0 && ago < window;
}
