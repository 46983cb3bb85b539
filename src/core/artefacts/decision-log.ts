import { DecisionLog, type Decision } from "#core/entities/decision-log.ts";
import type { Escalation, EscalationOption } from "#core/entities/escalation.ts";
import type { RaidItem, RaidLog } from "#core/entities/raid-log.ts";
import { isOpen } from "#core/entities/raid-standing.ts";
import { evidenceId } from "#core/evidence.ts";
import { acceptId } from "#core/rules/questions.ts";
import type { Instant } from "#core/time.ts";

type Answer = { escalation: Escalation; option: EscalationOption; notes: string; at: Instant; decisionId: string };

/** Enters the user's answer to an escalation, newest first. */
export function recordDecision(log: DecisionLog | null, answer: Answer): { log: DecisionLog; decision: Decision } {
  const { escalation, option, notes, at, decisionId } = answer;
  const decision: Decision = {
    id: decisionId,
    question: escalation.question,
    context: escalation.known,
    options: escalation.options.map(({ label, consequence }) => ({ label, consequence })),
    decision: option.label,
    decider: "user",
    at,
    rationale: notes,
    consequences: option.consequence,
    expectedOutcome: null,
    reviewOn: option.reviewOn,
    status: "active",
    evidence: [...new Set([evidenceId("escalation", escalation.id), ...escalation.evidence])],
  };
  return { log: DecisionLog.parse({ decisions: [decision, ...(log?.decisions ?? [])] }), decision };
}

/**
 * Ties a decision to the RAID item of the same matter and, where the option promised it, marks the item accepted.
 * A log without such an item comes back as the same object.
 */
export function linkDecision(raid: RaidLog, subject: string, decisionId: string, option: EscalationOption): RaidLog {
  const link = (item: RaidItem): RaidItem => ({
    ...item,
    decisions: [...item.decisions, decisionId],
    status: option.id === acceptId && isOpen(item) ? "accepted" : item.status,
  });
  const isMeant = (item: RaidItem): boolean => item.subject === subject && !item.decisions.includes(decisionId);
  return raid.items.some(isMeant) ? { ...raid, items: raid.items.map((item) => (isMeant(item) ? link(item) : item)) } : raid;
}
