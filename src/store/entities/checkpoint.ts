import { Checkpoint } from "#core/entities/checkpoint.ts";
import type { Operation, Store } from "#core/ports.ts";
import { fill, keyOf, keysOf, prefixOf } from "#store/keys.ts";
import { entities } from "#store/table.ts";
import { entityFrom, follows, itemFrom } from "./item.ts";

export function putCheckpoint(projectId: string, checkpoint: Checkpoint): Operation {
  const { integration, key, version } = checkpoint;
  const keys = keysOf(entities.checkpoint, { projectId, integration, key });
  return { kind: "put", item: itemFrom(Checkpoint, keys, checkpoint), if: follows(version) };
}

export async function getCheckpoint(
  store: Store,
  input: { projectId: string; integration: string; key: string },
): Promise<Checkpoint | null> {
  const item = await store.get(keyOf(entities.checkpoint, input), { consistent: true });
  return item === null ? null : entityFrom(Checkpoint, item);
}

/** How far an integration has been read for every project, by project. */
export async function listCheckpoints(
  store: Store,
  input: { integration: string },
): Promise<{ projectId: string; checkpoint: Checkpoint }[]> {
  const { items } = await store.query({ index: "GSI2", partition: fill(entities.checkpoint.GSI2PK, input) });
  const prefix = prefixOf(entities.checkpoint.PK);
  return items.map((item) => ({ projectId: item.PK.slice(prefix.length), checkpoint: entityFrom(Checkpoint, item) }));
}
