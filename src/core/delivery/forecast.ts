import type { Forecast } from "#core/entities/delivery-state.ts";
import type { Situation } from "#core/rules/situation.ts";
import { count } from "#core/text.ts";
import { addDays, daysBetween, type Day } from "#core/time.ts";
import { firstDay } from "./flow.ts";
import type { Lifetime } from "./lifetime.ts";
import { nearestRank } from "./percentile.ts";
import { scramble, seedOf, seedStep } from "./random.ts";
import type { Reading } from "./reading.ts";
import { remember } from "./remember.ts";

/** Days from today until nothing remains; Infinity where that is beyond the horizon. */
export type Outlook = { unknown: string } | { p50: number; p85: number; p95: number; remaining: number; trials: number };

/** What is forecast: its items, with the day each joined it. `id` seeds the simulation. */
export type Scope = { id: string; items: ReadonlyMap<Lifetime, Day> };

/**
 * Monte Carlo by resampling whole days (Vacanti, When Will It Be Done?; Magennis): each simulated day repeats what finished in the
 * project and what joined the scope on one random day of the last weeks. Every trial has its own stream of days, seeded from
 * project, scope, day and trial, so equal facts give equal dates and more work never gives an earlier one.
 */
export function forecastScope(reading: Reading, scope: Scope): Outlook {
  const { projectId, settings, today } = reading.situation;
  const remaining = [...scope.items.keys()].filter((item) => !item.done).length;
  const trials = settings.forecastTrials;
  if (remaining === 0) return { p50: 0, p85: 0, p95: 0, remaining, trials };

  const first = firstDay(reading) ?? today;
  const window = Math.min(settings.forecastWeeks * 7, daysBetween(first, today));
  if (window < settings.forecastMinimumWeeks * 7) {
    return { unknown: `${count(Math.floor(window / 7), "full week")} of data, ${settings.forecastMinimumWeeks} are needed` };
  }
  const from = addDays(today, -window);
  const finished = countByDay(reading.counted.map((item) => item.finished), from, window);
  const total = finished.reduce((sum, number) => sum + number, 0);
  if (total < settings.forecastMinimumFinished) {
    return { unknown: `${total} finished in the last ${Math.floor(window / 7)} weeks, ${settings.forecastMinimumFinished} are needed` };
  }
  const joined = countByDay([...scope.items.values()], from, window);
  const net = finished.map((number, day) => number - (joined[day] ?? 0));
  const horizon = settings.forecastHorizonDays;
  const percentiles = simulate({ net, remaining, trials, horizon, seed: seedOf(`${projectId}|${scope.id}|${today}`) });
  return { ...percentiles, remaining, trials };
}

/** The outlook as dates; unknown, with the reason, when half of the futures do not end within the horizon. */
export function showForecast(outlook: Outlook, ahead: number, { today, settings }: Situation): Forecast {
  if ("unknown" in outlook) return outlook;
  const { p50, p85, p95, remaining, trials } = outlook;
  if (p50 === Infinity) return { unknown: `at the pace of the last weeks, at least half of ${trials} simulated futures do not end within ${settings.forecastHorizonDays} days` };
  const day = (days: number): Day | null => (days === Infinity ? null : addDays(today, days));
  return { p50: addDays(today, p50), p85: day(p85), p95: day(p95), remaining, ahead, unit: "items", trials };
}

function countByDay(days: readonly (Day | null)[], from: Day, window: number): Int32Array {
  const counts = new Int32Array(window);
  for (const day of days) {
    const at = day === null ? -1 : daysBetween(from, day);
    if (at >= 0 && at < window) counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}

type Simulation = { net: Int32Array; remaining: number; trials: number; horizon: number; seed: number };

/** Most of a cycle's time is spent here, and within a day most cycles change nothing of it. */
const simulate = remember(100, ({ net, ...numbers }: Simulation) => `${JSON.stringify(numbers)} ${net.join()}`, runTrials);

function runTrials(input: Simulation): Record<"p50" | "p85" | "p95", number> {
  const { net, remaining, trials, horizon, seed } = input;
  const outcomes = new Int32Array(trials);
  const perDraw = net.length / 2 ** 32;
  for (let trial = 0; trial < trials; trial++) {
    let counter = scramble((seed + Math.imul(trial, 0x9e3779b9)) | 0) | 0;
    let left = remaining;
    let day = 0;
    while (left > 0 && day <= horizon) {
      counter = (counter + seedStep) | 0;
      left -= net[Math.floor(scramble(counter) * perDraw)] ?? 0;
      day++;
    }
    outcomes[trial] = day;
  }
  outcomes.sort();
  const day = (percent: number): number => {
    const days = nearestRank(outcomes, percent);
    return days > horizon ? Infinity : days;
  };
  return { p50: day(50), p85: day(85), p95: day(95) };
}
