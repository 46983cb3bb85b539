import * as z from "zod";
import { EvidenceId, Statement } from "#core/evidence.ts";
import { Day, Instant } from "#core/time.ts";

export const EscalationStatus = z.enum(["pending", "decided", "superseded"]);
export type EscalationStatus = z.infer<typeof EscalationStatus>;

/** One answer the user can give. `consequence` says what then happens, with dates; `reviewOn` is when the matter is asked again if it still stands. */
export const EscalationOption = z.object({
  id: z.string(),
  label: z.string(),
  consequence: z.string(),
  reviewOn: Day.nullable(),
});
export type EscalationOption = z.infer<typeof EscalationOption>;

/** What a rule wants asked; it becomes an escalation when the matter is not already being asked or decided. */
export const Question = z.object({
  rule: z.string(),
  subject: z.string(),
  severity: z.enum(["normal", "critical"]),
  question: z.string(),
  known: z.array(Statement),
  options: z.array(EscalationOption).min(2).max(5),
  /** What happens if nothing is said, and the day from which that holds. */
  defaultOption: z.string(),
  defaultOn: Day,
  evidence: z.array(EvidenceId).min(1),
});
export type Question = z.infer<typeof Question>;

export const Escalation = Question.extend({
  id: z.string(),
  projectId: z.uuid(),
  status: EscalationStatus,
  createdAt: Instant,
  /** When it was decided or superseded. */
  decidedAt: Instant.nullable(),
  decision: z.object({ option: z.string(), notes: z.string(), by: z.literal("user"), decisionId: z.string() }).nullable(),
  supersededBecause: z.string().nullable(),
  /** False once the matter has ended in the facts; only then can the same subject be asked afresh. */
  standing: z.boolean(),
  version: z.int().min(1),
});
export type Escalation = z.infer<typeof Escalation>;
