import type { Context } from "#app/context.ts";
import { type AnyArtefact, ArtefactType } from "#core/entities/artefact.ts";
import type { Event } from "#core/entities/event.ts";
import type { Store } from "#core/ports.ts";
import { getArtefactVersion, listArtefactVersions } from "#store/entities/artefact.ts";
import { listProjectEvents } from "#store/entities/event.ts";

/** Every version of a document, the first first; fails on a gap. */
export async function versionsOf(store: Store, projectId: string, type: ArtefactType): Promise<AnyArtefact[]> {
  const { versions } = await listArtefactVersions(store, { projectId, type });
  return Promise.all(
    versions.toReversed().map(async ({ version }, index) => {
      const artefact = await getArtefactVersion(store, { projectId, type, version });
      if (version !== index + 1 || !artefact) throw new Error(`${type}: version ${index + 1} is missing, the next is ${version}`);
      return artefact;
    }),
  );
}

export async function eventsOf(store: Store, projectId: string): Promise<Event[]> {
  const events: Event[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await listProjectEvents(store, { projectId, limit: 200, cursor });
    events.push(...page.events);
    cursor = page.cursor;
  }
  return events;
}

export type Kept = { documents: object; escalations: object; facts: object; checkpoint: object | null; events: string[] };

/** All that is kept for a project, without the ids drawn by chance and without what was told of failures. */
export async function whatIsKept({ store, memory }: Context, projectId: string, sourceKey: string): Promise<Kept> {
  const documents = await Promise.all(
    ArtefactType.options.map(async (type) => {
      const versions = await versionsOf(store, projectId, type);
      return [type, versions.map(({ content, note, updatedAt }) => ({ content, what: note.what, updatedAt }))] as const;
    }),
  );
  const checkpoint = await memory.checkpoint(projectId, "jira", sourceKey);
  const escalations = await memory.escalations(projectId);
  const events = (await eventsOf(store, projectId)).filter(({ type }) => !type.startsWith("cycle."));
  return {
    documents: Object.fromEntries(documents),
    escalations: escalations.map(({ id: _, ...rest }) => rest).toSorted((a, b) => (a.subject < b.subject ? -1 : 1)),
    facts: await memory.facts(projectId),
    checkpoint: checkpoint && { ...checkpoint, version: null },
    events: events.map(({ type, at, title, detail, id, actor, evidence }) => [type, at, title, detail, hasOwnId({ actor, evidence }) ? id : null].join(" | ")).toSorted(),
  };
}

/** The source dates what happens to issues and sprints; their news has one id whenever it is read. */
function hasOwnId({ actor, evidence }: Pick<Event, "actor" | "evidence">): boolean {
  return actor === "source" && !evidence.some((id) => id.startsWith("release:"));
}
