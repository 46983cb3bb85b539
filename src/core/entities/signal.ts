import * as z from "zod";
import { EvidenceId } from "#core/evidence.ts";
import { Instant } from "#core/time.ts";
import { SourceName } from "./project.ts";

export const SignalKind = z.enum([
  "created", "status", "sprint", "assignee", "priority", "flagged", "due", "release", "resolution", "link", "comment", "edited",
  "sprint-started", "sprint-ended", "release-changed",
]);
export type SignalKind = z.infer<typeof SignalKind>;

/** One normalised change with its provenance. `id` is derived from what changed, so reading it twice gives the same signal. */
export const Signal = z.object({
  id: z.string(),
  source: SourceName,
  kind: SignalKind,
  subject: EvidenceId,
  title: z.string(),
  by: z.string().nullable(),
  at: Instant,
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** The words quoted from the source, where there are any. */
  span: z.string().nullable(),
  contentHash: z.string(),
});
export type Signal = z.infer<typeof Signal>;
