import { getMarker, unfinishedImport } from "#app/moving/import-marker.ts";
import type { Store } from "#core/ports.ts";
import { count } from "#core/text.ts";
import type { Instant } from "#core/time.ts";
import { getHeartbeat } from "#store/entities/heartbeat.ts";
import { listProjects } from "#store/entities/project.ts";
import type { Check } from "./check.ts";

/** What a store at rest says; the source keys of its active projects, and when it was last written to. */
export type Found = { checks: Check[]; sourceKeys: string[]; heartbeatAt: Instant | null };

/** What is said of a store that is not there or cannot be read. */
export function foundOnly(state: Check["state"], found: string): Found {
  return { checks: [{ name: "store", state, found }], sourceKeys: [], heartbeatAt: null };
}

/** Reads from an open store what the other checks need; an import left unfinished is a failure. */
export async function examineContent(store: Store, where: string): Promise<Found> {
  const unfinished = await getMarker(store);
  if (unfinished !== null) return foundOnly("failed", unfinishedImport(unfinished, where).message);
  const projects = await listProjects(store, { status: "active" });
  const heartbeatAt = (await getHeartbeat(store))?.at ?? null;
  const found = `${where} is readable and whole: ${count(projects.length, "active project")}, last heartbeat ${heartbeatAt ?? "never"}`;
  return { checks: [{ name: "store", state: "ok", found }], sourceKeys: projects.map(({ sourceKey }) => sourceKey), heartbeatAt };
}
