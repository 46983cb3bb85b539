import * as z from "zod";
import { EvidenceId, Statement } from "#core/evidence.ts";
import { Day, Instant } from "#core/time.ts";

export const Decision = z.object({
  id: z.string(),
  question: z.string(),
  context: z.array(Statement),
  options: z.array(z.object({ label: z.string(), consequence: z.string() })),
  decision: z.string(),
  decider: z.string(),
  at: Instant,
  /** The user's own words; empty when none were given. */
  rationale: z.string(),
  consequences: z.string(),
  expectedOutcome: z.string().nullable(),
  reviewOn: Day.nullable(),
  status: z.enum(["active", "superseded", "reversed"]),
  evidence: z.array(EvidenceId),
});
export type Decision = z.infer<typeof Decision>;

/** Newest first. */
export const DecisionLog = z.object({ decisions: z.array(Decision) });
export type DecisionLog = z.infer<typeof DecisionLog>;
