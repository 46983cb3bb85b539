import type { ArtefactOf } from "#core/entities/artefact.ts";
import type { Heartbeat } from "#core/entities/heartbeat.ts";
import type { Store } from "#core/ports.ts";
import { artefactKey, artefactsAmong } from "./artefact.ts";
import { heartbeatAmong, heartbeatKey } from "./heartbeat.ts";

type Standing = { states: Map<string, ArtefactOf<"delivery_state">>; heartbeat: Heartbeat | null };

/**
 * How projects stand: their delivery states by project id, and the last heartbeat. One request for up to 99 projects, so that
 * a page of all of them costs no more than a page of one. It may miss the latest writes.
 */
export async function getStanding(store: Store, { projectIds }: { projectIds: readonly string[] }): Promise<Standing> {
  const type = "delivery_state";
  const items = await store.getMany([heartbeatKey, ...projectIds.map((projectId) => artefactKey({ projectId, type }))]);
  return { states: await artefactsAmong(store, items, type), heartbeat: heartbeatAmong(items) };
}
