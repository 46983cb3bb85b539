import * as z from "zod";
import { Instant } from "#core/time.ts";

/** How reading one project went last; `failures` counts consecutive failed reads. */
export const ProjectPulse = z.object({
  lastReadAt: Instant.nullable(),
  failures: z.int().min(0),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type ProjectPulse = z.infer<typeof ProjectPulse>;

/** The one item an idle cycle writes. */
export const Heartbeat = z.object({
  at: Instant,
  cycleId: z.string(),
  projects: z.record(z.string(), ProjectPulse),
});
export type Heartbeat = z.infer<typeof Heartbeat>;
