import * as z from "zod";
import { Instant } from "#core/time.ts";

/** How far a project has been read. A change of what we ask for or how we keep it is a new `format`, and so a whole read. */
const Position = z.object({
  format: z.literal(1),
  site: z.string(),
  /** The latest `updated` seen; null while the project has no issue. */
  readTo: Instant.nullable(),
  /** The sprints that were not closed then: one that is missing next time has been closed. */
  openSprints: z.array(z.int()),
});
export type Position = z.infer<typeof Position>;

/** Null where everything has to be read: at first, after a change of format, and when the position is of another site. */
export function parsePosition(text: string | null, site: string): Position | null {
  if (text === null) return null;
  const position = Position.safeParse(parseJson(text)).data ?? null;
  return position?.site === site ? position : null;
}

export function formatPosition(position: Omit<Position, "format">): string {
  return JSON.stringify({ format: 1, ...position } satisfies Position);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // not a position of ours: everything is read again, which loses nothing
  }
}
