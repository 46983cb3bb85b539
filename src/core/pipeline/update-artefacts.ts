import { artefactTitles, nextVersion } from "#core/artefacts/versions.ts";
import { ArtefactType, type ArtefactSet } from "#core/entities/artefact.ts";
import type { Event } from "#core/entities/event.ts";
import type { Project } from "#core/entities/project.ts";
import type { Proposal } from "#core/entities/proposal.ts";
import { reconcileEscalations, type EscalationChanges } from "#core/escalations/reconcile.ts";
import { evidenceId } from "#core/evidence.ts";
import type { Ids, Memory, Save } from "#core/ports.ts";
import { whyEnded } from "#core/rules/why-ended.ts";
import type { Instant } from "#core/time.ts";
import type { Reasoned } from "./reason.ts";
import { saveUnits } from "./save-units.ts";

export type Updated = { changed: ArtefactType[]; raised: number; superseded: number };

/**
 * Saves the documents and brings the escalations in line, together with the events that tell of it. Fails with
 * `condition-failed`, having saved nothing, when the project or a document is not what it was concluded from any more.
 */
export async function updateArtefacts(
  input: { project: Project; updates: readonly Proposal[]; reasoned: Reasoned },
  ports: { memory: Memory; ids: Ids },
): Promise<Updated> {
  const { project, updates, reasoned } = input;
  const { situation, artefacts } = reasoned;
  const tell = teller(project, situation.now, ports.ids);
  const escalations = await escalationChanges(reasoned, ports);
  const documents = updates.flatMap((proposal) => savesOf(project, proposal, artefacts, situation.now, tell));
  const questions = savesOfEscalations(escalations, tell);
  const changes = { changed: updates.map((proposal) => proposal.artefact), raised: escalations.raise.length, superseded: escalations.supersede.length };
  if (documents.length + questions.length === 0) return changes;

  await saveUnits(ports.memory, [[...unchanged(project, updates, artefacts), ...documents], ...questions]);
  return changes;
}

async function escalationChanges({ situation, questions }: Reasoned, ports: { memory: Memory; ids: Ids }): Promise<EscalationChanges> {
  // A source that cannot be read proves neither a new matter nor the end of an old one.
  if (situation.stale !== null) return { raise: [], renew: [], supersede: [], settle: [] };
  return reconcileEscalations({
    projectId: situation.projectId,
    existing: await ports.memory.escalations(situation.projectId),
    questions,
    now: situation.now,
    today: situation.today,
    timeZone: situation.timeZone,
    perDay: situation.settings.escalationsPerDay,
    newId: () => ports.ids.ulid(situation.now),
    whyEnded: (subject) => whyEnded(situation, subject),
  });
}

/** What the conclusions rest on besides the documents being replaced, which carry their own version. */
function unchanged({ id: projectId, version }: Project, updates: readonly Proposal[], artefacts: ArtefactSet): Save[] {
  const replaced = new Set(updates.map((proposal) => proposal.artefact));
  const kept = ArtefactType.options.filter((type) => !replaced.has(type));
  return [
    { kind: "project-unchanged", projectId, version },
    ...kept.map((type): Save => ({ kind: "artefact-unchanged", projectId, type, version: artefacts[type]?.version ?? 0 })),
  ];
}

type Tell = (event: Omit<Event, "id" | "projectId" | "at" | "actor">) => Save;

function teller(project: Project, at: Instant, ids: Ids): Tell {
  return (event) => ({
    kind: "event",
    event: { ...event, id: ids.ulid(at), projectId: project.id, at, actor: "agent", evidence: event.evidence.slice(0, 20) },
  });
}

function savesOf(project: Project, proposal: Proposal, artefacts: ArtefactSet, at: Instant, tell: Tell): Save[] {
  const { artefact: type, content, what, notable, evidence } = proposal;
  const artefact = nextVersion({ projectId: project.id, type, current: artefacts[type], content, note: { by: "agent", what, evidence }, at });
  const title = `${artefactTitles[type]} updated: ${what}`;
  return [
    { kind: "artefact", artefact },
    tell({ type: "artefact.updated", severity: notable ? "notice" : "info", title, detail: null, evidence }),
  ];
}

/** One list for each escalation, so that it is never saved without its event. */
function savesOfEscalations({ raise, renew, supersede, settle }: EscalationChanges, tell: Tell): Save[][] {
  return [
    ...raise.map((escalation): Save[] => [
      { kind: "escalation", escalation },
      tell({
        type: "escalation.raised",
        severity: "warning",
        title: escalation.question,
        detail: `If nothing is said by ${escalation.defaultOn}: ${optionLabel(escalation.options, escalation.defaultOption)}.`,
        evidence: [evidenceId("escalation", escalation.id), ...escalation.evidence],
      }),
    ]),
    ...supersede.map((escalation): Save[] => [
      { kind: "escalation", escalation },
      tell({
        type: "escalation.superseded",
        severity: "info",
        title: `No longer needs a decision: ${escalation.question}`,
        detail: escalation.supersededBecause,
        evidence: [evidenceId("escalation", escalation.id)],
      }),
    ]),
    ...[...renew, ...settle].map((escalation): Save[] => [{ kind: "escalation", escalation }]),
  ];
}

function optionLabel(options: readonly { id: string; label: string }[], id: string): string {
  return options.find((option) => option.id === id)?.label ?? id;
}
