import * as z from "zod";
import { EvidenceId } from "#core/evidence.ts";
import { Day } from "#core/time.ts";

export const RuleName = z.enum(["blocked", "aged", "due-missed", "critical-unowned", "scope-added", "unready"]);
export type RuleName = z.infer<typeof RuleName>;

/** A conclusion a rule drew. `subject` is stable (rule and thing), so one matter stays one item for as long as it lasts. */
export const Finding = z.object({
  rule: RuleName,
  subject: z.string(),
  becomes: z.enum(["issue", "risk", "highlight", "refinement"]),
  title: z.string(),
  /** Why the rule fired, in one sentence with the numbers it saw. */
  because: z.string(),
  effect: z.string(),
  since: Day.nullable(),
  ageDays: z.int().min(0).nullable(),
  owner: z.string().nullable(),
  due: Day.nullable(),
  probability: z.int().min(1).max(5).nullable(),
  impact: z.int().min(1).max(5).nullable(),
  evidence: z.array(EvidenceId).min(1),
});
export type Finding = z.infer<typeof Finding>;
