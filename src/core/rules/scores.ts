import type { RuleSettings } from "#core/settings.ts";

/**
 * Starting probability that the matter costs the plan something, by rule and by how long it has lasted: up to
 * `blockerAmberDays`, up to `blockerRedDays`, longer. For aged items the step is the percentile passed (P85, P95).
 */
const probabilities = {
  blocked: [3, 4, 5],
  "due-missed": [3, 4, 5],
  "critical-unowned": [3, 4, 5],
  aged: [2, 3, 3],
} as const;

export type ScoredRule = keyof typeof probabilities;
type Step = 0 | 1 | 2;

export function startingProbability(rule: ScoredRule, step: Step): number {
  return probabilities[rule][step];
}

/** The step of a matter's age in days; one of unknown age counts as new. */
export function stepOfAge(ageDays: number | null, settings: RuleSettings): Step {
  if (ageDays === null || ageDays <= settings.blockerAmberDays) return 0;
  return ageDays <= settings.blockerRedDays ? 1 : 2;
}

/** Starting impact by the item's place among the site's levels: highest 5, second 4, lowest of four or more 2; all else, and unset, 3. */
export function startingImpact(priority: string | null, levels: readonly string[]): number {
  const place = priority === null ? -1 : levels.indexOf(priority);
  if (place === 0) return 5;
  if (place === 1) return 4;
  return place >= 3 && place === levels.length - 1 ? 2 : 3;
}
