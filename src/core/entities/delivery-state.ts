import * as z from "zod";
import { EvidenceId, Statement } from "#core/evidence.ts";
import { Day } from "#core/time.ts";

/** Grey is "unknown": never a default green. */
export const Colour = z.enum(["green", "amber", "red", "grey"]);
export type Colour = z.infer<typeof Colour>;

export const DimensionName = z.enum(["schedule", "scope", "flow", "risk"]);
export type DimensionName = z.infer<typeof DimensionName>;

export const Dimension = z.object({
  colour: Colour,
  /** The written rule that gave the colour, with its thresholds. */
  rule: z.string(),
  /** What it saw. For grey: what is unknown, with the count there is and the count it needs. */
  because: z.string(),
  /** The smallest change that would move the colour, in words; null for grey. */
  margin: z.string().nullable(),
  evidence: z.array(EvidenceId),
});
export type Dimension = z.infer<typeof Dimension>;

/** A number that may be unknown; `because` says why, with the count held and needed. */
export const DaysFigure = z.union([z.object({ days: z.int() }), z.object({ unknown: z.string() })]);
export type DaysFigure = z.infer<typeof DaysFigure>;

export const AgedItem = z.object({
  key: z.string(),
  summary: z.string(),
  owner: z.string().nullable(),
  ageDays: z.int(),
  /** Which percentile of finished items it has passed. */
  past: z.enum(["none", "P50", "P85", "P95"]),
});
export type AgedItem = z.infer<typeof AgedItem>;

export const FlowMetrics = z.object({
  /** `history`: status changes were read. `dates`: the source has none, so created and resolved stand in for started and finished. */
  basis: z.enum(["history", "dates", "none"]),
  note: z.string(),
  throughput: z.array(z.object({ week: Day, finished: z.int() })),
  cycleTime: z.object({ p50: DaysFigure, p85: DaysFigure, p95: DaysFigure, sample: z.int() }),
  wip: z.int(),
  /** The oldest started items, longest first, at most ten; `agedCount` counts all past P85. */
  oldest: z.array(AgedItem),
  agedCount: z.int().nullable(),
});
export type FlowMetrics = z.infer<typeof FlowMetrics>;

export const Forecast = z.union([
  /** P85 or P95 null: too far away to be given a date. `remaining` items are forecast; `ahead` of them belong to releases due before it, which the same people finish first. */
  z.object({ p50: Day, p85: Day.nullable(), p95: Day.nullable(), remaining: z.int(), ahead: z.int(), unit: z.literal("items"), trials: z.int() }),
  z.object({ unknown: z.string() }),
]);
export type Forecast = z.infer<typeof Forecast>;

export const Milestone = z.object({
  releaseId: z.string(),
  name: z.string(),
  date: Day,
  total: z.int(),
  done: z.int(),
  open: z.int(),
  forecast: Forecast,
  evidence: z.array(EvidenceId),
});
export type Milestone = z.infer<typeof Milestone>;

export const SprintState = z.object({
  id: z.int(),
  name: z.string(),
  goal: z.string().nullable(),
  startOn: Day.nullable(),
  endOn: Day.nullable(),
  committed: z.int(),
  added: z.int(),
  removed: z.int(),
  done: z.int(),
  /** Items that were already in an earlier sprint and came over unfinished. */
  carried: z.int(),
  /** What has to be known to read the figures: that it is one of several, past its end or without dates. */
  note: z.string().nullable(),
  evidence: z.array(EvidenceId),
});
export type SprintState = z.infer<typeof SprintState>;

export const Blocker = z.object({
  key: z.string(),
  summary: z.string(),
  because: z.string(),
  since: Day.nullable(),
  ageDays: z.int().nullable(),
  owner: z.string().nullable(),
  evidence: z.array(EvidenceId),
});
export type Blocker = z.infer<typeof Blocker>;

export const DeliveryState = z.object({
  /** The project's day the state was computed for. */
  asOf: Day,
  overall: z.object({ colour: Colour, because: z.string(), unknown: z.array(DimensionName) }),
  dimensions: z.object({ schedule: Dimension, scope: Dimension, flow: Dimension, risk: Dimension }),
  sprint: SprintState.nullable(),
  /** Why there is no current sprint, when there is none. */
  sprintUnknown: z.string().nullable(),
  /** The nearest to come, and of those past their date the latest; `milestoneCount` counts all. */
  milestones: z.array(Milestone),
  milestoneCount: z.int(),
  blockers: z.array(Blocker),
  flow: FlowMetrics,
  nextActions: z.array(Statement.extend({ owner: z.string().nullable(), due: Day.nullable() })),
});
export type DeliveryState = z.infer<typeof DeliveryState>;
