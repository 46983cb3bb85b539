import { Heartbeat } from "#core/entities/heartbeat.ts";
import type { Item, Key, Operation, Store } from "#core/ports.ts";
import { keyOf, keysOf } from "#store/keys.ts";
import { entities } from "#store/table.ts";
import { entityFrom, itemFrom } from "./item.ts";

export function putHeartbeat(heartbeat: Heartbeat): Operation {
  return { kind: "put", item: itemFrom(Heartbeat, keysOf(entities.heartbeat, {}), heartbeat) };
}

export const heartbeatKey: Key = keyOf(entities.heartbeat, {});

export async function getHeartbeat(store: Store): Promise<Heartbeat | null> {
  const item = await store.get(heartbeatKey, { consistent: true });
  return item === null ? null : entityFrom(Heartbeat, item);
}

/** The heartbeat among items read by their keys. */
export function heartbeatAmong(items: readonly Item[]): Heartbeat | null {
  const item = items.find(({ PK, SK }) => PK === heartbeatKey.PK && SK === heartbeatKey.SK);
  return item === undefined ? null : entityFrom(Heartbeat, item);
}
