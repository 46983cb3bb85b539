import type { Project } from "#core/entities/project.ts";
import type { Ids, Save } from "#core/ports.ts";
import type { Instant } from "#core/time.ts";

type Wanted = Pick<Project, "name" | "source" | "sourceKey" | "autonomy" | "timeZone">;

/** A project as it begins, and what is to be saved for it. */
export function newProject(wanted: Wanted, ids: Ids, at: Instant): { project: Project; saves: Save[] } {
  const project: Project = { ...wanted, id: ids.uuid(), status: "active", createdAt: at, updatedAt: at, version: 1 };
  const event = projectEvent(project, "project.added", `Project ${project.name} was added, reading ${project.sourceKey} in Jira`, ids, at);
  return { project, saves: [{ kind: "project", project }, event] };
}

export function projectEvent(project: Project, type: "project.added" | "project.changed", title: string, ids: Ids, at: Instant): Save {
  return {
    kind: "event",
    event: { id: ids.ulid(at), projectId: project.id, at, type, severity: "notice", actor: "user", title, detail: null, evidence: [] },
  };
}
