import * as z from "zod";
import { Colour } from "#core/entities/delivery-state.ts";
import { ProjectPulse } from "#core/entities/heartbeat.ts";
import { AutonomyLevel, Project, ProjectStatus, SourceKey, SourceName, TimeZone } from "#core/entities/project.ts";
import { Instant } from "#core/time.ts";
import { declareRoutes } from "./route.ts";

/** A project with what a card shows; `glance` is null until the first cycle has written a delivery state. */
export const ProjectCard = Project.extend({
  glance: z
    .object({
      colour: Colour,
      because: z.string(),
      dimensions: z.object({ schedule: Colour, scope: Colour, flow: Colour, risk: Colour }),
      sprint: z.string().nullable(),
      updatedAt: Instant,
    })
    .nullable(),
  pulse: ProjectPulse.nullable(),
});
export type ProjectCard = z.infer<typeof ProjectCard>;

export const NewProject = z.strictObject({
  name: Project.shape.name,
  source: SourceName.default("jira"),
  sourceKey: SourceKey,
  autonomy: AutonomyLevel.default("maintain"),
  timeZone: TimeZone.optional(),
});
export type NewProject = z.input<typeof NewProject>;

/** `version` is the one the change was made against; a stale one is answered 409 with the current project. */
export const ProjectChange = z.strictObject({
  name: Project.shape.name.optional(),
  status: ProjectStatus.optional(),
  autonomy: AutonomyLevel.optional(),
  timeZone: TimeZone.optional(),
  version: z.int().min(1),
});
export type ProjectChange = z.input<typeof ProjectChange>;

export const ProjectId = z.object({ id: z.uuid() });

export const projectRoutes = declareRoutes({
  listProjects: {
    method: "GET",
    path: "/api/projects",
    summary: "All projects that are not archived, by name",
    query: z.object({ status: ProjectStatus.optional() }),
    response: z.object({ projects: z.array(ProjectCard) }),
  },
  addProject: {
    method: "POST",
    path: "/api/projects",
    summary: "Add a project; it is looked up in its source first, and a first cycle is started",
    body: NewProject,
    status: 201,
    response: ProjectCard,
  },
  getProject: {
    method: "GET",
    path: "/api/projects/{id}",
    summary: "One project",
    params: ProjectId,
    response: ProjectCard,
  },
  changeProject: {
    method: "PATCH",
    path: "/api/projects/{id}",
    summary: "Rename, pause, resume, archive, or set the autonomy level",
    params: ProjectId,
    body: ProjectChange,
    response: ProjectCard,
  },
});
