import type { Project, ProjectStatus } from "#core/entities/project.ts";
import type { Memory, Store } from "#core/ports.ts";
import { getProject, listProjects } from "#store/entities/project.ts";

export type KnownProjects = { memory: Memory; listProjects: (status: ProjectStatus) => Promise<Project[]> };

/**
 * The projects of a status, the one changed last first, with those the index does not show yet: else a project added a moment
 * ago would be left out of its first cycle, or could be added twice. What this process saved, or tried to, is looked up itself.
 */
export function knowProjects(store: Store, memory: Memory): KnownProjects {
  const saved = new Set<string>();
  return {
    memory: {
      ...memory,
      saveTogether: async (saves) => {
        for (const save of saves) if (save.kind === "project") saved.add(save.project.id);
        await memory.saveTogether(saves);
      },
    },
    listProjects: async (status) => {
      const listed = (await listProjects(store, { status })).filter(({ id }) => !saved.has(id));
      const own = await Promise.all([...saved].map(async (projectId) => getProject(store, { projectId })));
      const all = [...listed, ...own.flatMap((project) => (project?.status === status ? [project] : []))];
      return all.toSorted((a, b) => (a.updatedAt > b.updatedAt ? -1 : 1));
    },
  };
}
