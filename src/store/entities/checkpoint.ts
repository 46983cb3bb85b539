import { Checkpoint } from "#core/entities/checkpoint.ts";
import type { Operation, Store } from "#core/ports.ts";
import { keyOf, keysOf } from "#store/keys.ts";
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
