import { Project, type ProjectStatus } from "#core/entities/project.ts";
import type { Operation, Store } from "#core/ports.ts";
import { fill, keyOf, keysOf } from "#store/keys.ts";
import { entities } from "#store/table.ts";
import { entityFrom, follows, itemFrom, standsAt } from "./item.ts";

export function putProject(project: Project): Operation {
  const { id: projectId, status, updatedAt } = project;
  const keys = keysOf(entities.project, { projectId, status, updatedAt });
  return { kind: "put", item: itemFrom(Project, keys, project), if: follows(project.version) };
}

/** Lets a write pass only while the project is at this version. */
export function checkProject(input: { projectId: string; version: number }): Operation {
  return { kind: "check", key: keyOf(entities.project, input), if: standsAt(input.version) };
}

export async function getProject(store: Store, input: { projectId: string }): Promise<Project | null> {
  const item = await store.get(keyOf(entities.project, input), { consistent: true });
  return item === null ? null : entityFrom(Project, item);
}

/** All projects of a status, the one changed last first. */
export async function listProjects(store: Store, input: { status: ProjectStatus }): Promise<Project[]> {
  const { items } = await store.query({ index: "GSI1", partition: fill(entities.project.GSI1PK, input), descending: true });
  return items.map((item) => entityFrom(Project, item));
}
