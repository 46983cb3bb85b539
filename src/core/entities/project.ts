import * as z from "zod";
import { Instant, isTimeZone } from "#core/time.ts";

export const ProjectStatus = z.enum(["active", "paused", "archived"]);
export type ProjectStatus = z.infer<typeof ProjectStatus>;

/** How much the agent may do alone in a project; raised by the user only. */
export const AutonomyLevel = z.enum(["observe", "maintain", "act"]);
export type AutonomyLevel = z.infer<typeof AutonomyLevel>;

export const SourceName = z.enum(["jira"]);
export type SourceName = z.infer<typeof SourceName>;

export const TimeZone = z.string().refine(isTimeZone, "must be an IANA time zone such as Europe/Berlin");

/** Jira's own rule for project keys: a letter, then letters, digits or underscores. */
export const SourceKey = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z][A-Z0-9_]{0,254}$/, "must be a Jira project key such as TIMOB: a letter, then letters, digits or _");

export const Project = z.object({
  id: z.uuid(),
  name: z.string().trim().regex(/[^\p{C}\p{Z}]/u, "must not be empty").max(120, "must be at most 120 characters"),
  source: SourceName,
  sourceKey: SourceKey,
  status: ProjectStatus,
  autonomy: AutonomyLevel,
  timeZone: TimeZone,
  createdAt: Instant,
  updatedAt: Instant,
  version: z.int().min(1),
});
export type Project = z.infer<typeof Project>;
