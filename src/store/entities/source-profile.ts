import { SourceProfile } from "#core/entities/source-profile.ts";
import type { Item, Store } from "#core/ports.ts";
import { keyOf, keysOf } from "#store/keys.ts";
import { entities } from "#store/table.ts";
import { entityFrom, itemFrom } from "./item.ts";

export function sourceProfileItem(projectId: string, profile: SourceProfile): Item {
  return itemFrom(SourceProfile, keysOf(entities.sourceProfile, { projectId, source: profile.source }), profile);
}

export async function getSourceProfile(
  store: Store,
  input: { projectId: string; source: SourceProfile["source"] },
): Promise<SourceProfile | null> {
  const item = await store.get(keyOf(entities.sourceProfile, input), { consistent: true });
  return item === null ? null : entityFrom(SourceProfile, item);
}
