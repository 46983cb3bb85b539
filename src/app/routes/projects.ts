import type { Context } from "#app/context.ts";
import { appError } from "#app/errors.ts";
import type { Handlers } from "#app/handlers.ts";
import { newProject, projectEvent } from "#app/projects.ts";
import type { ProjectCard } from "#contract/projects.ts";
import { ProjectStatus, type Project } from "#core/entities/project.ts";
import { hasCode } from "#core/errors.ts";
import type { Store } from "#core/ports.ts";
import { getArtefact, getArtefactOfProjects } from "#store/entities/artefact.ts";
import { getProject, listProjects } from "#store/entities/project.ts";
import { projectCard, projectCards } from "./project-card.ts";
import type { Surroundings } from "./surroundings.ts";

export function projectHandlers({ config, context }: Surroundings): Pick<Handlers, "listProjects" | "addProject" | "getProject" | "changeProject"> {
  const { store, memory, ids, clock, world, agent } = context;

  /** Between looking whether a key is taken and taking it there is a question to Jira: time enough for another request. */
  const beingAdded = new Set<string>();

  async function add(wanted: Parameters<typeof newProject>[0]): Promise<Project> {
    const { sourceKey } = wanted;
    if (beingAdded.has(sourceKey)) throw alreadyAdded(sourceKey, `${sourceKey} is being added at this moment. Look at the list of projects before you try again.`);
    beingAdded.add(sourceKey);
    try {
      await refuseTwice(context, sourceKey);
      await world.source.check(sourceKey);
      const { project, saves } = newProject(wanted, ids, clock.now());
      await memory.saveTogether(saves);
      return project;
    } finally {
      beingAdded.delete(sourceKey);
    }
  }

  async function cardOf(project: Project): Promise<ProjectCard> {
    const [state, heartbeat] = await Promise.all([getArtefact(store, { projectId: project.id, type: "delivery_state" }), memory.heartbeat()]);
    return projectCard(project, state, heartbeat);
  }

  return {
    listProjects: async ({ query }) => {
      const statuses = query.status ? [query.status] : (["active", "paused"] as const);
      const listed = await Promise.all(statuses.map((status) => listProjects(store, { status })));
      const projects = listed.flat();
      const [states, heartbeat] = await Promise.all([
        getArtefactOfProjects(store, { projectIds: projects.map((project) => project.id), type: "delivery_state" }),
        memory.heartbeat(),
      ]);
      return { projects: projectCards(projects, states, heartbeat) };
    },

    addProject: async ({ body }) => {
      const project = await add({ ...body, timeZone: body.timeZone ?? config.timeZone });
      // The page follows its progress by the stream; a failure is logged and shown as the agent's state.
      void agent.runCycle().catch(() => undefined);
      return projectCard(project, null, null);
    },

    getProject: async ({ params }) => cardOf(await foundProject(store, params.id)),

    changeProject: async ({ params, body }) => {
      const { version, ...changes } = body;
      const current = await foundProject(store, params.id);
      if (current.version !== version) throw stale(current);
      const at = clock.now();
      const changed = { ...current, ...definedOf(changes), updatedAt: at, version: version + 1 };
      const title = `${changed.name}: ${describe(current, changed)}`;
      try {
        await memory.saveTogether([{ kind: "project", project: changed }, projectEvent(changed, "project.changed", title, ids, at)]);
      } catch (error) {
        if (hasCode(error, "condition-failed")) throw stale(await foundProject(store, params.id));
        throw error;
      }
      return cardOf(changed);
    },
  };
}

export async function foundProject(store: Store, id: string): Promise<Project> {
  const project = await getProject(store, { projectId: id });
  if (!project) throw appError("not-found", `There is no project ${id}.`);
  return project;
}

async function refuseTwice({ listProjects }: Context, sourceKey: string): Promise<void> {
  const listed = await Promise.all(ProjectStatus.options.map(listProjects));
  const twin = listed.flat().find((project) => project.sourceKey === sourceKey);
  if (!twin) return;
  const message =
    twin.status === "archived"
      ? `${sourceKey} is archived, as the project ${twin.name}. Resume that: its documents and decisions are kept.`
      : `${sourceKey} is already watched, as the project ${twin.name}.`;
  throw alreadyAdded(sourceKey, message);
}

function alreadyAdded(sourceKey: string, message: string) {
  return appError("already-added", message, { sourceKey, errors: [{ path: "sourceKey", message }] });
}

function stale(current: Project) {
  return appError("stale-version", "The project was changed in the meantime. Look at it as it is now and try again.", { current });
}

type Change = Partial<Pick<Project, "name" | "status" | "autonomy" | "timeZone">>;

function definedOf(changes: { [K in keyof Change]: Change[K] | undefined }): Change {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

function describe(before: Project, after: Project): string {
  const told = [
    before.name === after.name ? [] : [`renamed from ${before.name}`],
    before.status === after.status ? [] : [after.status === "active" ? "resumed" : after.status],
    before.autonomy === after.autonomy ? [] : [`autonomy set from ${before.autonomy} to ${after.autonomy}`],
    before.timeZone === after.timeZone ? [] : [`time zone set to ${after.timeZone}`],
  ].flat();
  return told.length === 0 ? "saved without a change" : told.join(", ");
}
