import { artefactTitles, nextVersion } from "#core/artefacts/versions.ts";
import type { ArtefactSet, ArtefactType } from "#core/entities/artefact.ts";
import type { Event } from "#core/entities/event.ts";
import type { Project } from "#core/entities/project.ts";
import type { Proposal } from "#core/entities/proposal.ts";
import { reconcileEscalations } from "#core/escalations/reconcile.ts";
import { evidenceId } from "#core/evidence.ts";
import type { Ids, Memory, Save } from "#core/ports.ts";
import { whyEnded } from "#core/rules/why-ended.ts";
import type { Executed } from "./execute.ts";
import type { Reasoned } from "./reason.ts";

export type Updated = { changed: ArtefactType[]; raised: number; superseded: number };

/** Saves the documents with the events that tell of them, all together, then brings the escalations in line with the facts. */
export async function updateArtefacts(
  input: { project: Project; executed: Executed; reasoned: Reasoned },
  ports: { memory: Memory; ids: Ids },
): Promise<Updated> {
  const { project, executed, reasoned } = input;
  const { situation, artefacts } = reasoned;
  const saves = [
    ...executed.updates.flatMap((proposal) => savesOf(project, proposal, artefacts, situation.now, ports.ids)),
    ...executed.withheld.map(({ proposal, verdict }) =>
      eventSave(project, situation.now, ports.ids, {
        type: "artefact.offered",
        severity: "info",
        actor: "agent",
        title: `Would have updated the ${artefactTitles[proposal.artefact].toLowerCase()}: ${proposal.what}`,
        detail: verdict.because,
        evidence: proposal.evidence,
      }),
    ),
  ];
  if (saves.length > 0) await ports.memory.saveTogether(saves);

  const changed = executed.updates.map((proposal) => proposal.artefact);
  // A source that cannot be read proves neither a new matter nor the end of an old one.
  if (situation.stale !== null) return { changed, raised: 0, superseded: 0 };
  const existing = await ports.memory.escalations(project.id);
  const { raise, renew, supersede, settle } = reconcileEscalations({
    projectId: project.id,
    existing,
    questions: reasoned.questions,
    now: situation.now,
    today: situation.today,
    timeZone: situation.timeZone,
    perDay: situation.settings.escalationsPerDay,
    newId: () => ports.ids.ulid(situation.now),
    whyEnded: (subject) => whyEnded(situation, subject),
  });
  for (const escalation of raise) {
    await ports.memory.saveTogether([
      { kind: "escalation", escalation },
      eventSave(project, situation.now, ports.ids, {
        type: "escalation.raised",
        severity: "warning",
        actor: "agent",
        title: escalation.question,
        detail: `If nothing is said by ${escalation.defaultOn}: ${optionLabel(escalation.options, escalation.defaultOption)}.`,
        evidence: [evidenceId("escalation", escalation.id), ...escalation.evidence],
      }),
    ]);
  }
  for (const escalation of supersede) {
    await ports.memory.saveTogether([
      { kind: "escalation", escalation },
      eventSave(project, situation.now, ports.ids, {
        type: "escalation.superseded",
        severity: "info",
        actor: "agent",
        title: `No longer needs a decision: ${escalation.question}`,
        detail: escalation.supersededBecause,
        evidence: [evidenceId("escalation", escalation.id)],
      }),
    ]);
  }
  for (const escalation of [...renew, ...settle]) await ports.memory.saveTogether([{ kind: "escalation", escalation }]);
  return { changed, raised: raise.length, superseded: supersede.length };
}

function savesOf(project: Project, proposal: Proposal, artefacts: ArtefactSet, at: string, ids: Ids): Save[] {
  const { artefact: type, content, what, notable, evidence } = proposal;
  const artefact = nextVersion({ projectId: project.id, type, current: artefacts[type], content, note: { by: "agent", what, evidence }, at });
  return [
    { kind: "artefact", artefact },
    eventSave(project, at, ids, {
      type: "artefact.updated",
      severity: notable ? "notice" : "info",
      actor: "agent",
      title: `${artefactTitles[type]} updated: ${what}`,
      detail: null,
      evidence,
    }),
  ];
}

function eventSave(project: Project, at: string, ids: Ids, event: Omit<Event, "id" | "projectId" | "at">): Save {
  return { kind: "event", event: { ...event, id: ids.ulid(at), projectId: project.id, at, evidence: event.evidence.slice(0, 20) } };
}

function optionLabel(options: readonly { id: string; label: string }[], id: string): string {
  return options.find((option) => option.id === id)?.label ?? id;
}
