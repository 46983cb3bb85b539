import * as z from "zod";
import { EvidenceId } from "#core/evidence.ts";
import { artefactContents, ArtefactType } from "./artefact.ts";

/** The closed catalogue of what the agent can ever want to do. */
export const ActionType = z.enum([
  "artefact_update", "notification_internal", "jira_comment", "jira_status_change",
  "email_stakeholder", "email_external", "jira_create_ticket", "scope_change", "milestone_change",
]);
export type ActionType = z.infer<typeof ActionType>;

function artefactUpdate<T extends ArtefactType>(type: T) {
  return z.object({
    type: z.literal("artefact_update"),
    artefact: z.literal(type),
    content: artefactContents[type],
    /** The version it was computed against; 0 when there is none yet. */
    baseVersion: z.int().min(0),
    what: z.string(),
    rationale: z.string(),
    evidence: z.array(EvidenceId),
  });
}

/** An action the agent wants. Only artefact updates are proposed so far. */
export const Proposal = z.discriminatedUnion("artefact", [
  artefactUpdate("delivery_state"),
  artefactUpdate("raid_log"),
  artefactUpdate("backlog_summary"),
  artefactUpdate("decision_log"),
]);
export type Proposal = z.infer<typeof Proposal>;

/** The policy's answer to a proposal, with the rule that fired. */
export const Verdict = z.object({
  answer: z.enum(["execute", "hold", "escalate", "drop"]),
  rule: z.string(),
  because: z.string(),
});
export type Verdict = z.infer<typeof Verdict>;
