import { Release } from "#core/entities/release.ts";
import type { Item, Operation, Store } from "#core/ports.ts";
import { fill, keyOf, keysOf, prefixOf } from "#store/keys.ts";
import { entities } from "#store/table.ts";
import { entityFrom, itemFrom } from "./item.ts";

export function releaseItem(projectId: string, release: Release): Item {
  return itemFrom(Release, keysOf(entities.release, { projectId, id: release.id }), release);
}

export function putRelease(projectId: string, release: Release): Operation {
  return { kind: "put", item: releaseItem(projectId, release) };
}

export async function getRelease(store: Store, input: { projectId: string; id: string }): Promise<Release | null> {
  const item = await store.get(keyOf(entities.release, input));
  return item === null ? null : entityFrom(Release, item);
}

/** All releases of a project, by id. */
export async function listReleases(store: Store, input: { projectId: string }): Promise<Release[]> {
  const partition = fill(entities.release.PK, input);
  const { items } = await store.query({ partition, sort: { beginsWith: prefixOf(entities.release.SK) }, consistent: true });
  return items.map((item) => entityFrom(Release, item));
}
