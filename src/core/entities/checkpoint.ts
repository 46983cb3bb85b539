import * as z from "zod";
import { Day, Instant } from "#core/time.ts";

/** Something the source holds and we could not read, with the reason: shown in coverage, never dropped in silence. */
export const Skipped = z.object({ id: z.string(), reason: z.string() });
export type Skipped = z.infer<typeof Skipped>;

/** How far a source has been read for a project. `position` belongs to the integration; `evaluatedOn` is the project's day the rules last ran for. */
export const Checkpoint = z.object({
  integration: z.string(),
  key: z.string(),
  position: z.string(),
  evaluatedOn: Day,
  readAt: Instant,
  skipped: z.array(Skipped),
  version: z.int().min(1),
});
export type Checkpoint = z.infer<typeof Checkpoint>;
