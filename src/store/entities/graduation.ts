import type { ActionType } from "#core/entities/action.ts";
import { Graduation } from "#core/entities/graduation.ts";
import type { Operation, Store } from "#core/ports.ts";
import { fill, keyOf, keysOf } from "#store/keys.ts";
import { entities } from "#store/table.ts";
import { entityFrom, follows, itemFrom } from "./item.ts";

export function putGraduation(graduation: Graduation): Operation {
  const { projectId, actionType, tier, version } = graduation;
  const keys = keysOf(entities.graduation, { projectId, actionType, tier: String(tier) });
  return { kind: "put", item: itemFrom(Graduation, keys, graduation), if: follows(version) };
}

export async function getGraduation(store: Store, input: { projectId: string; actionType: ActionType }): Promise<Graduation | null> {
  const item = await store.get(keyOf(entities.graduation, input), { consistent: true });
  return item === null ? null : entityFrom(Graduation, item);
}

/** Which types of action have come to a tier, in all projects, by project. */
export async function listGraduations(store: Store, input: { tier: number }): Promise<Graduation[]> {
  const { items } = await store.query({ index: "GSI2", partition: fill(entities.graduation.GSI2PK, { tier: String(input.tier) }) });
  return items.map((item) => entityFrom(Graduation, item));
}
