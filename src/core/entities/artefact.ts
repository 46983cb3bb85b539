import * as z from "zod";
import { EvidenceId } from "#core/evidence.ts";
import { Instant } from "#core/time.ts";
import { BacklogSummary } from "./backlog-summary.ts";
import { DecisionLog } from "./decision-log.ts";
import { DeliveryState } from "./delivery-state.ts";
import { RaidLog } from "./raid-log.ts";

export const ArtefactType = z.enum(["delivery_state", "raid_log", "backlog_summary", "decision_log"]);
export type ArtefactType = z.infer<typeof ArtefactType>;

/** Content schema by type: the one place that says which document has which shape. */
export const artefactContents = {
  delivery_state: DeliveryState,
  raid_log: RaidLog,
  backlog_summary: BacklogSummary,
  decision_log: DecisionLog,
} as const;

export type ArtefactContents = { [T in ArtefactType]: z.infer<(typeof artefactContents)[T]> };

/** Why a version was saved: who, in one line what changed, and the evidence that made it change. */
export const ChangeNote = z.object({
  by: z.enum(["agent", "user"]),
  what: z.string(),
  evidence: z.array(EvidenceId),
});
export type ChangeNote = z.infer<typeof ChangeNote>;

function artefactOf<T extends ArtefactType>(type: T) {
  return z.object({
    projectId: z.uuid(),
    type: z.literal(type),
    content: artefactContents[type],
    note: ChangeNote,
    /** The version one-step undo goes back to; null when there is nothing to undo. */
    undoTo: z.int().min(1).nullable(),
    updatedAt: Instant,
    version: z.int().min(1),
  });
}

/** A maintained document at one version. */
export const Artefact = z.discriminatedUnion("type", [
  artefactOf("delivery_state"),
  artefactOf("raid_log"),
  artefactOf("backlog_summary"),
  artefactOf("decision_log"),
]);
export type AnyArtefact = z.infer<typeof Artefact>;
export type ArtefactOf<T extends ArtefactType> = Extract<AnyArtefact, { type: T }>;

/** The documents of a project as they stand; one not yet written is null. */
export type ArtefactSet = { [T in ArtefactType]: ArtefactOf<T> | null };
