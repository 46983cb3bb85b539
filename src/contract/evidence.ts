import * as z from "zod";
import { EvidenceId } from "#core/evidence.ts";
import { Issue } from "#core/entities/issue.ts";
import { Release } from "#core/entities/release.ts";
import { Sprint } from "#core/entities/sprint.ts";
import { Escalation } from "#core/entities/escalation.ts";
import { Coverage } from "./artefacts.ts";
import { declareRoutes } from "./route.ts";

/** The fact behind an evidence id, as it is held now. */
export const EvidenceFact = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("issue"), id: EvidenceId, issue: Issue }),
  z.object({ kind: z.literal("sprint"), id: EvidenceId, sprint: Sprint }),
  z.object({ kind: z.literal("release"), id: EvidenceId, release: Release }),
  z.object({ kind: z.literal("escalation"), id: EvidenceId, escalation: Escalation }),
  z.object({ kind: z.literal("source"), id: EvidenceId, coverage: Coverage }),
]);
export type EvidenceFact = z.infer<typeof EvidenceFact>;

export const evidenceRoutes = declareRoutes({
  getEvidence: {
    method: "GET",
    path: "/api/projects/{id}/evidence/{evidence}",
    summary: "What an evidence id stands for",
    params: z.object({ id: z.uuid(), evidence: EvidenceId }),
    response: EvidenceFact,
  },
});
