import { linkDecision, recordDecision } from "#core/artefacts/decision-log.ts";
import { nextVersion } from "#core/artefacts/versions.ts";
import type { ArtefactSet } from "#core/entities/artefact.ts";
import type { Decision } from "#core/entities/decision-log.ts";
import type { Escalation, EscalationOption } from "#core/entities/escalation.ts";
import { evidenceId } from "#core/evidence.ts";
import type { Save } from "#core/ports.ts";
import type { Instant } from "#core/time.ts";

type Input = {
  escalation: Escalation;
  option: EscalationOption;
  notes: string;
  artefacts: Pick<ArtefactSet, "decision_log" | "raid_log">;
  at: Instant;
  decisionId: string;
  eventId: string;
};

export type Decided = { escalation: Escalation; decision: Decision; saves: Save[] };

/** What deciding changes: the escalation, its entry in the decision log, the link from the RAID item, and the event. To be saved together. */
export function decideEscalation(input: Input): Decided {
  const { option, notes, artefacts, at, decisionId, eventId } = input;
  const { projectId, id, question, subject } = input.escalation;
  const escalation: Escalation = {
    ...input.escalation,
    status: "decided",
    decidedAt: at,
    decision: { option: option.id, notes, by: "user", decisionId },
    version: input.escalation.version + 1,
  };
  const evidence = [evidenceId("escalation", id)];
  const note = { by: "user", what: `Decided: ${question} ${option.label}`, evidence } as const;
  const { log, decision } = recordDecision(artefacts.decision_log?.content ?? null, { escalation, option, notes, at, decisionId });
  const raid = artefacts.raid_log && linkDecision(artefacts.raid_log.content, subject, decisionId, option);
  const saves: Save[] = [
    { kind: "escalation", escalation },
    { kind: "artefact", artefact: nextVersion({ projectId, type: "decision_log", current: artefacts.decision_log, content: log, note, at }) },
    {
      kind: "event",
      event: {
        id: eventId,
        projectId,
        at,
        type: "escalation.decided",
        severity: "notice",
        actor: "user",
        title: `Decided: ${option.label}`,
        detail: `${question} ${option.consequence}`,
        evidence: [...evidence, ...escalation.evidence],
      },
    },
  ];
  if (raid && raid !== artefacts.raid_log?.content) {
    saves.push({ kind: "artefact", artefact: nextVersion({ projectId, type: "raid_log", current: artefacts.raid_log, content: raid, note, at }) });
  }
  return { escalation, decision, saves };
}
