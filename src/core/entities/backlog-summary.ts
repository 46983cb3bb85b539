import * as z from "zod";
import { EvidenceId } from "#core/evidence.ts";
import { Day } from "#core/time.ts";

export const HighlightKind = z.enum(["blocked", "aged", "due missed", "unowned critical", "scope creep"]);
export type HighlightKind = z.infer<typeof HighlightKind>;

export const BacklogSummary = z.object({
  asOf: Day,
  totals: z.object({
    all: z.int(),
    open: z.int(),
    byCategory: z.object({ new: z.int(), indeterminate: z.int(), done: z.int(), unknown: z.int() }),
    /** Open items by priority, in the site's order; unset priorities stand last under null. */
    openByPriority: z.array(z.object({ priority: z.string().nullable(), open: z.int() })),
    /** Sub-tasks and epics are left out of all counts; this many were. */
    leftOut: z.int(),
  }),
  scope: z.union([
    z.object({
      sprintId: z.int(),
      sprintName: z.string(),
      since: Day,
      committed: z.int(),
      added: z.array(z.object({ key: z.string(), summary: z.string(), on: Day.nullable() })),
      removed: z.array(z.object({ key: z.string(), summary: z.string(), on: Day.nullable() })),
    }),
    z.object({ unknown: z.string() }),
  ]),
  /** At most 50 are listed, most urgent first; `highlightCount` counts all. */
  highlights: z.array(
    z.object({ kind: HighlightKind, key: z.string(), text: z.string(), evidence: z.array(EvidenceId) }),
  ),
  highlightCount: z.int(),
  /** Items not ready to be worked on; at most 50 listed. */
  refinement: z.array(z.object({ key: z.string(), summary: z.string(), reason: z.string(), evidence: z.array(EvidenceId) })),
  refinementCount: z.int(),
});
export type BacklogSummary = z.infer<typeof BacklogSummary>;
