import { Sprint } from "#core/entities/sprint.ts";
import type { Item, Store } from "#core/ports.ts";
import { fill, keyOf, keysOf, prefixOf } from "#store/keys.ts";
import { entities } from "#store/table.ts";
import { entityFrom, itemFrom } from "./item.ts";

export function sprintItem(projectId: string, sprint: Sprint): Item {
  return itemFrom(Sprint, keysOf(entities.sprint, { projectId, id: String(sprint.id) }), sprint);
}

export async function getSprint(store: Store, input: { projectId: string; id: string }): Promise<Sprint | null> {
  const item = await store.get(keyOf(entities.sprint, input));
  return item === null ? null : entityFrom(Sprint, item);
}

/** All sprints of a project, by id as a number. */
export async function listSprints(store: Store, input: { projectId: string }): Promise<Sprint[]> {
  const partition = fill(entities.sprint.PK, input);
  const { items } = await store.query({ partition, sort: { beginsWith: prefixOf(entities.sprint.SK) }, consistent: true });
  return items.map((item) => entityFrom(Sprint, item)).sort((a, b) => a.id - b.id);
}
