import * as z from "zod";
import { Day, Instant } from "#core/time.ts";
import type { Project } from "./project.ts";

/**
 * Something the source holds and we could not read, with the reason: shown in coverage, never dropped in silence. `id` is an
 * issue's key, `sprint 7`, or `site` for what comes whole with every read; a part of it follows after a comma. With `count`
 * it stands for so many.
 */
export const Skipped = z.object({ id: z.string(), reason: z.string(), count: z.int().min(1).optional() });
export type Skipped = z.infer<typeof Skipped>;

/**
 * How far a source has been read for a project, and what was made of it. `position` belongs to the integration; `evaluatedOn`
 * is the project's day the rules last ran for, `evaluatedUnder` the project's settings they ran under, `decisions` how many the
 * user had made by then.
 */
export const Checkpoint = z.object({
  integration: z.string(),
  key: z.string(),
  position: z.string(),
  evaluatedOn: Day,
  evaluatedUnder: z.string().default(""),
  decisions: z.int().min(0).default(0),
  /** Digests of the documents last offered instead of saved, by type: the same offer is not told again. */
  offered: z.record(z.string(), z.string()).default({}),
  readAt: Instant,
  skipped: z.array(Skipped),
  version: z.int().min(1),
});
export type Checkpoint = z.infer<typeof Checkpoint>;

/** What of a project's settings the rules and the policy go by. */
export function settingsOf({ autonomy, timeZone }: Pick<Project, "autonomy" | "timeZone">): string {
  return `${autonomy} ${timeZone}`;
}
