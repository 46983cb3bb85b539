import { settingsOf, type Checkpoint } from "#core/entities/checkpoint.ts";
import { countSkipped } from "#core/entities/skipped-count.ts";
import type { Event } from "#core/entities/event.ts";
import type { Project } from "#core/entities/project.ts";
import type { Signal } from "#core/entities/signal.ts";
import { parseEvidenceId } from "#core/evidence.ts";
import type { Change, Ids, Memory, Save, SourceDelta } from "#core/ports.ts";
import { count } from "#core/text.ts";
import { dayIn, type Instant } from "#core/time.ts";
import type { Normalised } from "./normalise.ts";
import type { Offers } from "./offers.ts";
import { saveUnits } from "./save-units.ts";
import type { Triaged } from "./triage.ts";

type Input = {
  project: Project;
  checkpoint: Checkpoint | null;
  delta: SourceDelta;
  normalised: Normalised;
  triaged: Triaged;
  offers: Offers;
  now: Instant;
};

/**
 * Writes down what was read: first the news, then the facts, then the checkpoint. After a crash in between the next cycle
 * reads and tells the same again. So news has the id and time of what happened, or is saved in one with what it tells of:
 * a release, whose changes no source dates, or the checkpoint.
 */
export async function record(input: Input, ports: { memory: Memory; ids: Ids }): Promise<{ written: number }> {
  const { project, checkpoint, delta, triaged, offers, now } = input;
  const { fresh } = input.normalised;
  const notes = [...(checkpoint === null ? [syncFinished(input, ports.ids)] : []), ...offers.events];
  await saveUnits(ports.memory, newsOf(input));
  await ports.memory.saveFacts(project.id, fresh);
  await ports.memory.saveTogether([
    ...notes.map((event): Save => ({ kind: "event", event })),
    {
      kind: "checkpoint",
      projectId: project.id,
      checkpoint: {
        integration: project.source,
        key: project.sourceKey,
        position: delta.position,
        evaluatedOn: dayIn(now, project.timeZone),
        evaluatedUnder: settingsOf(project),
        decisions: triaged.decisions,
        offered: offers.digests,
        readAt: now,
        skipped: delta.skipped,
        version: (checkpoint?.version ?? 0) + 1,
      },
    },
  ]);
  const told = triaged.tell.length + (triaged.summarise.length > 0 ? 1 : 0);
  return { written: told + notes.length + fresh.issues.length + fresh.sprints.length + fresh.releases.length };
}

function newsOf({ project, normalised, triaged }: Input): Save[][] {
  const releases = new Map(normalised.fresh.releases.map((release) => [release.id, release]));
  const units = triaged.tell.map((signal): Save[] => {
    const { kind, id } = parseEvidenceId(signal.subject);
    const release = kind === "release" ? releases.get(id) : undefined;
    const event: Save = { kind: "event", event: eventOf(project, signal) };
    return release ? [event, { kind: "release", projectId: project.id, release }] : [event];
  });
  const latest = triaged.summarise.at(-1);
  return latest ? [[{ kind: "event", event: summaryOf(project, triaged.summarise, latest) }], ...units] : units;
}

function eventOf(project: Project, { id, at, title, span, subject }: Signal): Event {
  return { id, projectId: project.id, at, type: "signal.received", severity: "info", actor: "source", title, detail: span, evidence: [subject] };
}

/** Stands in the feed where the latest of the changes it counts would, under an id made of that one's. */
function summaryOf(project: Project, signals: readonly Signal[], { id, at }: Signal): Event {
  const title = `${count(signals.length, "more change")} in Jira since the last read, not listed one by one`;
  return { id: `${id}+`, projectId: project.id, at, type: "signals.summarised", severity: "notice", actor: "agent", title, detail: null, evidence: [] };
}

/** Counts what was read, not what was new: after a crash some of it has been saved before. */
function syncFinished({ project, delta, now }: Input, ids: Ids): Event {
  const read = (["issue", "sprint", "release"] as const).map((kind) => count(numberOf(delta, kind), kind));
  const skipped = delta.skipped.length > 0 ? `; ${count(countSkipped(delta.skipped), "item")} could not be read` : "";
  const title = `First sync of ${project.sourceKey} finished: ${read.join(", ")}${skipped}`;
  return { id: ids.ulid(now), projectId: project.id, at: now, type: "sync.finished", severity: "notice", actor: "agent", title, detail: null, evidence: [] };
}

function numberOf(delta: SourceDelta, kind: Change["kind"]): number {
  return delta.changes.filter((change) => change.kind === kind).length;
}
