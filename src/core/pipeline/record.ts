import type { Checkpoint } from "#core/entities/checkpoint.ts";
import type { Event, EventType } from "#core/entities/event.ts";
import type { Project } from "#core/entities/project.ts";
import type { Signal } from "#core/entities/signal.ts";
import type { Memory, Ids, SourceDelta } from "#core/ports.ts";
import { count } from "#core/text.ts";
import type { Day, Instant } from "#core/time.ts";
import type { Normalised } from "./normalise.ts";
import type { Triaged } from "./triage.ts";

/** Signals keep their own ids and times as events, so that a cycle repeated after a crash tells them once. */
const signalEvent = { type: "signal.received", severity: "info", actor: "source" } as const;

/**
 * Writes down what was read: first the news, then the facts, then the checkpoint. In this order a crash in between
 * makes the next cycle read and tell the same things again, under the same ids; nothing is lost.
 */
export async function record(
  input: {
    project: Project;
    checkpoint: Checkpoint | null;
    delta: SourceDelta;
    normalised: Normalised;
    triaged: Triaged;
    now: Instant;
    today: Day;
  },
  ports: { memory: Memory; ids: Ids },
): Promise<{ written: number }> {
  const { project, checkpoint, delta, normalised, triaged, now, today } = input;
  if (triaged.evaluate === null) return { written: 0 };
  const { fresh } = normalised;
  const tell = (type: EventType, title: string): Event => ({
    id: ports.ids.ulid(now),
    projectId: project.id,
    at: now,
    type,
    severity: "notice",
    actor: "agent",
    title,
    detail: null,
    evidence: [],
  });
  const events = triaged.tell.map((signal) => eventOf(project, signal));
  if (triaged.summarise.length > 0) {
    events.push(tell("signals.summarised", `${count(triaged.summarise.length, "more change")} in Jira since the last read, not listed one by one`));
  }
  if (checkpoint === null) {
    const read = [count(fresh.issues.length, "issue"), count(fresh.sprints.length, "sprint"), count(fresh.releases.length, "release")];
    const skipped = delta.skipped.length > 0 ? `; ${count(delta.skipped.length, "item")} could not be read` : "";
    events.push(tell("sync.finished", `First sync of ${project.sourceKey} finished: ${read.join(", ")}${skipped}`));
  }
  for (let start = 0; start < events.length; start += 50) {
    await ports.memory.saveTogether(events.slice(start, start + 50).map((event) => ({ kind: "event", event })));
  }
  await ports.memory.saveFacts(project.id, { ...fresh });
  await ports.memory.saveTogether([
    {
      kind: "checkpoint",
      projectId: project.id,
      checkpoint: {
        integration: project.source,
        key: project.sourceKey,
        position: delta.position,
        evaluatedOn: today,
        readAt: now,
        skipped: delta.skipped,
        version: (checkpoint?.version ?? 0) + 1,
      },
    },
  ]);
  return { written: events.length + fresh.issues.length + fresh.sprints.length + fresh.releases.length };
}

function eventOf(project: Project, signal: Signal): Event {
  return {
    ...signalEvent,
    id: signal.id,
    projectId: project.id,
    at: signal.at,
    title: signal.title,
    detail: signal.span,
    evidence: [signal.subject],
  };
}
