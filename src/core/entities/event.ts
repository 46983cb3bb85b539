import * as z from "zod";
import { EvidenceId } from "#core/evidence.ts";
import { Instant } from "#core/time.ts";

/** Every type has an emitter; the list is what the feed can be filtered by. */
export const EventType = z.enum([
  "project.added", "project.changed",
  "sync.finished", "signal.received", "signals.summarised",
  "artefact.updated", "artefact.offered", "artefact.undone", "artefact.restored",
  "escalation.raised", "escalation.decided", "escalation.superseded",
  "cycle.failed", "cycle.recovered",
]);
export type EventType = z.infer<typeof EventType>;

export const EventSeverity = z.enum(["info", "notice", "warning", "error"]);
export type EventSeverity = z.infer<typeof EventSeverity>;

/** A line of the activity feed. `projectId` null means the workbench itself. */
export const Event = z.object({
  id: z.string(),
  projectId: z.uuid().nullable(),
  at: Instant,
  type: EventType,
  severity: EventSeverity,
  actor: z.enum(["agent", "user", "source"]),
  title: z.string(),
  detail: z.string().nullable(),
  evidence: z.array(EvidenceId),
});
export type Event = z.infer<typeof Event>;
