import { Heartbeat } from "#core/entities/heartbeat.ts";
import type { Operation, Store } from "#core/ports.ts";
import { keyOf, keysOf } from "#store/keys.ts";
import { entities } from "#store/table.ts";
import { entityFrom, itemFrom } from "./item.ts";

export function putHeartbeat(heartbeat: Heartbeat): Operation {
  return { kind: "put", item: itemFrom(Heartbeat, keysOf(entities.heartbeat, {}), heartbeat) };
}

export async function getHeartbeat(store: Store): Promise<Heartbeat | null> {
  const item = await store.get(keyOf(entities.heartbeat, {}), { consistent: true });
  return item === null ? null : entityFrom(Heartbeat, item);
}
