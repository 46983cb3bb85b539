import type { ArtefactContents } from "#core/entities/artefact.ts";
import type { Store } from "#core/ports.ts";
import { getArtefact, getArtefactVersion } from "#store/entities/artefact.ts";
import { createChance } from "#tests/support/chance.ts";
import { aRaidLogOf } from "#tests/store/builders.ts";

export type RaidLog = ArtefactContents["raid_log"];

export const DAY_MS = 86_400_000;

/** Text that hardly compresses, the same for the same seed; every character is one byte, in JSON too. */
export function noise(seed: string, length: number): string {
  const chance = createChance(seed);
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return Array.from({ length }, () => letters[Math.floor(chance() * letters.length)]).join("");
}

/** A RAID log of about this many bytes, each item with a text of its own. */
export function aVariedLog(bytes: number, seed = "log"): RaidLog {
  const log = aRaidLogOf(bytes);
  return { ...log, items: log.items.map((item, n) => ({ ...item, cause: noise(`${seed} ${n}`, 3600) })) };
}

/** A RAID log whose JSON has exactly this many bytes. */
export function aLogOfExactly(bytes: number): RaidLog {
  const log = aVariedLog(bytes - 8000);
  const [first, ...others] = log.items;
  if (first === undefined) throw new Error("too small for a log of an exact size");
  const missing = bytes - Buffer.byteLength(JSON.stringify(log));
  return { ...log, items: [{ ...first, effect: "x".repeat(missing) }, ...others] };
}

export type Kept = { chunks: Set<string>; uploads: number };

/** The chunks and uploads there are in a project. */
export async function chunksOf(store: Store, projectId: string): Promise<Kept> {
  const { items } = await store.query({ partition: `PROJECT#${projectId}`, consistent: true });
  const named = (prefix: string): string[] => items.flatMap(({ SK }) => (SK.startsWith(prefix) ? [SK.slice(prefix.length)] : []));
  return { chunks: new Set(named("CHUNK#")), uploads: named("UPLOAD#").length };
}

/** The chunks the versions of a project refer to. */
export async function referencedIn(store: Store, projectId: string): Promise<Set<string>> {
  const { items } = await store.query({ partition: `PROJECT#${projectId}`, sort: { beginsWith: "VERSION#" }, consistent: true });
  return new Set(items.flatMap(({ manifest }) => (typeof manifest === "object" && manifest !== null && "chunks" in manifest ? strings(manifest.chunks) : [])));
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((member) => typeof member === "string") : [];
}

/** The RAID log of a project at every version, the first first, after reading the one that stands: each must be whole. */
export async function allVersions(store: Store, projectId: string): Promise<RaidLog[]> {
  const which = { projectId, type: "raid_log" } as const;
  const current = await getArtefact(store, which);
  const logs: RaidLog[] = [];
  for (let version = 1; version <= (current?.version ?? 0); version++) {
    const artefact = await getArtefactVersion(store, { ...which, version });
    if (artefact === null) throw new Error(`version ${version} is missing`);
    logs.push(artefact.content);
  }
  if (current !== null && JSON.stringify(current.content) !== JSON.stringify(logs.at(-1))) throw new Error("the artefact is not its latest version");
  return logs;
}
