import * as z from "zod";
import { type AnyArtefact, Artefact, type ArtefactOf, type ArtefactSet, type ArtefactType, ChangeNote } from "#core/entities/artefact.ts";
import type { Item, Operation, Store } from "#core/ports.ts";
import { Instant } from "#core/time.ts";
import { fill, keyOf, keysOf, prefixOf } from "#store/keys.ts";
import { entities } from "#store/table.ts";
import { entityFrom, follows, itemFrom, type Paging, paging, standsAt } from "./item.ts";
import { pack, unpack } from "./packed.ts";

type Which<T extends ArtefactType> = { projectId: string; type: T };

/** A line of an artefact's history. */
const VersionSummary = z.object({ version: z.int().min(1), updatedAt: Instant, note: ChangeNote });
export type VersionSummary = z.infer<typeof VersionSummary>;

/** Saves the artefact as it stands and, beside it, the version its history is made of. */
export function putArtefact(artefact: AnyArtefact): Operation[] {
  const { projectId, type } = artefact;
  const current = keysOf(entities.artefact, { projectId, type });
  const version = keysOf(entities.artefactVersion, { projectId, type, version: padded(artefact.version) });
  const item = pack(itemFrom(Artefact, current, artefact));
  return [
    { kind: "put", item, if: follows(artefact.version) },
    { kind: "put", item: { ...item, ...version }, if: { absent: "PK" } },
  ];
}

/** Lets a write pass only while the artefact is at this version. */
export function checkArtefact(input: Which<ArtefactType> & { version: number }): Operation {
  return { kind: "check", key: keyOf(entities.artefact, input), if: standsAt(input.version) };
}

export async function getArtefact<T extends ArtefactType>(store: Store, input: Which<T>): Promise<ArtefactOf<T> | null> {
  const item = await store.get(keyOf(entities.artefact, input), { consistent: true });
  return item === null ? null : artefactOf(item, input.type);
}

/** The artefact as it stood at a version. */
export async function getArtefactVersion<T extends ArtefactType>(
  store: Store,
  input: Which<T> & { version: number },
): Promise<ArtefactOf<T> | null> {
  const item = await store.get(keyOf(entities.artefactVersion, { ...input, version: padded(input.version) }));
  return item === null ? null : artefactOf(item, input.type);
}

/** The history of an artefact, newest first. */
export async function listArtefactVersions(
  store: Store,
  input: Which<ArtefactType> & Paging,
): Promise<{ versions: VersionSummary[]; cursor: string | null }> {
  // Without its version the key is what all versions begin with.
  const { PK, SK } = keyOf(entities.artefactVersion, { ...input, version: "" });
  const page = await store.query({ partition: PK, sort: { beginsWith: SK }, descending: true, ...paging(input) });
  return { versions: page.items.map((item) => entityFrom(VersionSummary, item)), cursor: page.cursor ?? null };
}

/** The artefacts of a project as they stand. */
export async function getArtefacts(store: Store, input: { projectId: string }): Promise<ArtefactSet> {
  const partition = fill(entities.artefact.PK, input);
  const { items } = await store.query({ partition, sort: { beginsWith: prefixOf(entities.artefact.SK) } });

  function find<T extends ArtefactType>(type: T): ArtefactOf<T> | null {
    const { SK } = keyOf(entities.artefact, { ...input, type });
    const item = items.find((candidate) => candidate.SK === SK);
    return item === undefined ? null : artefactOf(item, type);
  }

  return {
    delivery_state: find("delivery_state"),
    raid_log: find("raid_log"),
    backlog_summary: find("backlog_summary"),
    decision_log: find("decision_log"),
  };
}

/** One type of artefact of several projects, by project id; a project without one is absent. */
export async function getArtefactOfProjects<T extends ArtefactType>(
  store: Store,
  input: { projectIds: readonly string[]; type: T },
): Promise<Map<string, ArtefactOf<T>>> {
  const items = await store.getMany(input.projectIds.map((projectId) => keyOf(entities.artefact, { projectId, type: input.type })));
  const artefacts = items.map((item) => artefactOf(item, input.type));
  return new Map(artefacts.map((artefact) => [artefact.projectId, artefact]));
}

function artefactOf<T extends ArtefactType>(item: Item, type: T): ArtefactOf<T> {
  const ofType = Artefact.refine((artefact): artefact is ArtefactOf<T> => artefact.type === type, `must be a ${type}`);
  return entityFrom(ofType, unpack(item));
}

/** Eight digits, so that versions sort as the numbers they are. */
function padded(version: number): string {
  return String(version).padStart(8, "0");
}
