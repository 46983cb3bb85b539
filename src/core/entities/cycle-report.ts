import * as z from "zod";
import { Instant } from "#core/time.ts";
import { ArtefactType } from "./artefact.ts";

export const StageName = z.enum([
  "detect", "normalise", "triage", "reason", "decide", "execute", "update-artefacts", "record",
]);
export type StageName = z.infer<typeof StageName>;

/** What one project's part of a cycle did. `failed` names the stage and the error; the checkpoint then stayed where it was. */
export const ProjectCycle = z.object({
  projectId: z.uuid(),
  name: z.string(),
  idle: z.boolean(),
  signals: z.int(),
  findings: z.int(),
  proposals: z.int(),
  verdicts: z.record(z.string(), z.int()),
  changed: z.array(ArtefactType),
  escalationsRaised: z.int(),
  escalationsSuperseded: z.int(),
  sourceRequests: z.int(),
  failed: z.object({ stage: StageName, code: z.string(), message: z.string() }).nullable(),
});
export type ProjectCycle = z.infer<typeof ProjectCycle>;

/** Numbers are counts over all projects; `ms` is wall time and the only part that differs between equal runs. */
export const CycleReport = z.object({
  id: z.string(),
  startedAt: Instant,
  finishedAt: Instant,
  stages: z.array(z.object({ name: StageName, ms: z.number(), in: z.int(), out: z.int() })),
  signals: z.int(),
  findings: z.int(),
  proposals: z.int(),
  verdicts: z.int(),
  changes: z.int(),
  modelCalls: z.int(),
  store: z.object({ requests: z.int(), readUnits: z.number(), writeUnits: z.number() }),
  projects: z.array(ProjectCycle),
});
export type CycleReport = z.infer<typeof CycleReport>;
