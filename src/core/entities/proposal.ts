import * as z from "zod";
import { EvidenceId } from "#core/evidence.ts";
import { artefactContents, type ArtefactType } from "./artefact.ts";

function artefactUpdate<T extends ArtefactType>(type: T) {
  return z.object({
    type: z.literal("artefact_update"),
    artefact: z.literal(type),
    content: artefactContents[type],
    /** The version it was computed against; 0 when there is none yet. */
    baseVersion: z.int().min(0),
    what: z.string(),
    /** False where only figures and ages moved on. */
    notable: z.boolean(),
    rationale: z.string(),
    evidence: z.array(EvidenceId),
  });
}

/** An action the agent wants. The catalogue is closed: what is not in this union cannot be proposed. */
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
