import * as z from "zod";

/** Every number the rules use, with the defaults of docs/rules. A rule never has a number of its own. */
export const RuleSettings = z.object({
  /** Finished items younger than this many days make up percentiles. */
  percentileWindowDays: z.int().min(1).default(90),
  /** Fewer finished items than this and a percentile is unknown. */
  percentileMinimum: z.int().min(1).default(10),
  forecastWeeks: z.int().min(1).default(12),
  forecastMinimumWeeks: z.int().min(1).default(5),
  forecastMinimumFinished: z.int().min(1).default(10),
  forecastTrials: z.int().min(100).default(10_000),
  /** Simulated days further away than this are no forecast. */
  forecastHorizonDays: z.int().min(1).default(730),
  /** Releases shown as milestones: the nearest to come, and of those whose date has passed with work open the latest. */
  milestonesAhead: z.int().min(1).default(6),
  milestonesPassed: z.int().min(1).default(3),
  scopeAmberPercent: z.number().min(0).default(10),
  scopeRedPercent: z.number().min(0).default(25),
  flowAmberPercent: z.number().min(0).default(10),
  flowRedPercent: z.number().min(0).default(30),
  blockerAmberDays: z.int().min(0).default(7),
  blockerRedDays: z.int().min(0).default(14),
  riskAmberExposure: z.int().min(1).max(25).default(12),
  riskRedExposure: z.int().min(1).max(25).default(20),
  /** A status whose name contains one of these, in any case, is a blocked one. */
  blockedStatusNames: z.array(z.string()).default(["blocked", "on hold", "impediment", "waiting"]),
  criticalUnownedDays: z.int().min(0).default(1),
  criticalUnownedEscalateDays: z.int().min(0).default(2),
  /** How long a matter that was answered with "soon" or "later" rests before it is asked again. */
  questionSoonDays: z.int().min(1).default(2),
  questionLaterDays: z.int().min(1).default(7),
  /** A question about a release this near is critical. */
  questionNearReleaseDays: z.int().min(0).default(14),
  unreadyDescriptionLength: z.int().min(0).default(40),
  /** New escalations a day and project that are not critical. */
  escalationsPerDay: z.int().min(0).default(3),
  /** A source not read for this many cycles makes what leans on it grey. */
  staleAfterCycles: z.int().min(1).default(4),
});
export type RuleSettings = z.infer<typeof RuleSettings>;

export const defaultRuleSettings: RuleSettings = RuleSettings.parse({});
