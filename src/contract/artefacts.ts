import * as z from "zod";
import { Artefact, ArtefactType, ChangeNote } from "#core/entities/artefact.ts";
import { Skipped } from "#core/entities/checkpoint.ts";
import { Instant } from "#core/time.ts";
import { ProjectId } from "./projects.ts";
import { declareRoutes } from "./route.ts";

/** What an artefact rests on: each source, read until when, what was skipped and why. */
export const Coverage = z.object({
  sources: z.array(
    z.object({
      source: z.string(),
      readUntil: Instant.nullable(),
      stale: z.boolean(),
      error: z.string().nullable(),
      skipped: z.array(Skipped),
    }),
  ),
});
export type Coverage = z.infer<typeof Coverage>;

const covered = { coverage: Coverage };
export const CoveredArtefact = z.intersection(Artefact, z.object(covered));
export type CoveredArtefact = z.infer<typeof CoveredArtefact>;

const Typed = z.object({ id: z.uuid(), type: ArtefactType });

export const artefactRoutes = declareRoutes({
  listArtefacts: {
    method: "GET",
    path: "/api/projects/{id}/artefacts",
    summary: "The artefacts of a project as they stand; one not yet written is absent",
    params: ProjectId,
    response: z.object({ artefacts: z.array(CoveredArtefact) }),
  },
  getArtefact: {
    method: "GET",
    path: "/api/projects/{id}/artefacts/{type}",
    summary: "One artefact as it stands",
    params: Typed,
    response: CoveredArtefact,
  },
  listVersions: {
    method: "GET",
    path: "/api/projects/{id}/artefacts/{type}/versions",
    summary: "The history of an artefact, newest first",
    params: Typed,
    query: z.object({ limit: z.coerce.number().int().min(1).max(200).default(50), cursor: z.string().optional() }),
    response: z.object({
      versions: z.array(z.object({ version: z.int(), updatedAt: Instant, note: ChangeNote })),
      cursor: z.string().nullable(),
    }),
  },
  getVersion: {
    method: "GET",
    path: "/api/projects/{id}/artefacts/{type}/versions/{n}",
    summary: "An artefact as it stood at a version",
    params: Typed.extend({ n: z.coerce.number().int().min(1) }),
    response: Artefact,
  },
  undoArtefact: {
    method: "POST",
    path: "/api/projects/{id}/artefacts/{type}/undo",
    summary: "Go back one step: the previous content becomes a new version",
    params: Typed,
    body: z.strictObject({ version: z.int().min(1) }),
    response: CoveredArtefact,
  },
  restoreArtefact: {
    method: "POST",
    path: "/api/projects/{id}/artefacts/{type}/restore",
    summary: "Make the content of an older version the newest one",
    params: Typed,
    body: z.strictObject({ to: z.int().min(1), version: z.int().min(1) }),
    response: CoveredArtefact,
  },
});
