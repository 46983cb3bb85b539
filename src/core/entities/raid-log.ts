import * as z from "zod";
import { EvidenceId } from "#core/evidence.ts";
import { Day } from "#core/time.ts";

export const RaidType = z.enum(["risk", "assumption", "issue", "dependency"]);
export type RaidType = z.infer<typeof RaidType>;

export const RaidStatus = z.enum(["open", "mitigating", "resolved", "accepted", "closed"]);
export type RaidStatus = z.infer<typeof RaidStatus>;

const Score = z.int().min(1).max(5).nullable();

export const RaidItem = z.object({
  /** RAID-1, RAID-2, … in the order they were first raised in the project; never used twice. */
  id: z.string(),
  /** The finding it stands for; null for an item the user typed. */
  subject: z.string().nullable(),
  rule: z.string().nullable(),
  type: RaidType,
  title: z.string(),
  cause: z.string(),
  effect: z.string(),
  probability: Score,
  impact: Score,
  /** Whether the scores are the rule's starting values or the user's own. */
  scoredBy: z.enum(["rule", "user"]),
  proximity: z.string().nullable(),
  response: z.enum(["avoid", "reduce", "transfer", "accept", "escalate"]).nullable(),
  owner: z.string().nullable(),
  nextAction: z.object({ text: z.string(), due: Day.nullable() }).nullable(),
  trigger: z.string().nullable(),
  status: RaidStatus,
  raised: Day,
  due: Day.nullable(),
  lastReviewed: Day.nullable(),
  /** Why it is closed, where it is. */
  closed: z.object({ on: Day, because: z.string() }).nullable(),
  evidence: z.array(EvidenceId),
  /** Ids of decisions in the decision log. */
  decisions: z.array(z.string()),
});
export type RaidItem = z.infer<typeof RaidItem>;

export const RaidLog = z.object({ items: z.array(RaidItem), nextNumber: z.int().min(1) });
export type RaidLog = z.infer<typeof RaidLog>;
