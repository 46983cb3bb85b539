import type { Project, ProjectStatus } from "#core/entities/project.ts";
import type { Memory, Store } from "#core/ports.ts";
import { getProject, listProjects } from "#store/entities/project.ts";

export type KnownProjects = { memory: Memory; listProjects: (status: ProjectStatus) => Promise<Project[]> };

/**
 * The projects of a status, the one changed last first, with those the index does not show yet: else a project added a moment
 * ago would be left out of its first cycle, or could be added twice. What this process saved, or tried to, is looked up itself
 * until the index shows it.
 */
export function knowProjects(store: Store, memory: Memory): KnownProjects {
  /** The version each is to have in the index, before that can be believed. */
  const saved = new Map<string, number>();
  return {
    memory: {
      ...memory,
      saveTogether: async (saves) => {
        for (const save of saves) if (save.kind === "project") saved.set(save.project.id, save.project.version);
        await memory.saveTogether(saves);
      },
    },
    listProjects: async (status) => {
      const shown = await listProjects(store, { status });
      for (const { id, version } of shown) if (version >= (saved.get(id) ?? Infinity)) saved.delete(id);
      const listed = shown.filter(({ id }) => !saved.has(id));
      const own = await Promise.all([...saved.keys()].map(async (projectId) => getProject(store, { projectId })));
      const all = [...listed, ...own.flatMap((project) => (project?.status === status ? [project] : []))];
      return all.toSorted((a, b) => (a.updatedAt > b.updatedAt ? -1 : 1));
    },
  };
}
