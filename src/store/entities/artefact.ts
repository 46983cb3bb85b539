import * as z from "zod";
import { type AnyArtefact, Artefact, type ArtefactOf, type ArtefactSet, type ArtefactType, ChangeNote } from "#core/entities/artefact.ts";
import type { Item, Key, Operation, Store } from "#core/ports.ts";
import { Instant } from "#core/time.ts";
import { type Chunk, Manifest, MAX_CONTENT_BYTES, split } from "#store/chunks/content.ts";
import { withContents } from "#store/chunks/read-contents.ts";
import type { ChunkedContent } from "#store/chunks/write-with-chunks.ts";
import { storeError } from "#store/errors.ts";
import { describeKey, fill, keyOf, keysOf, prefixOf } from "#store/keys.ts";
import { entities } from "#store/table.ts";
import { validateValue } from "#store/validate.ts";
import { entityFrom, follows, itemFrom, type Paging, paging, standsAt } from "./item.ts";

/** Content whose JSON has more bytes than this is kept in chunks. */
const MAX_INLINE_BYTES = 64 * 1024;
const versionsAtOnce = 50;

type Which<T extends ArtefactType> = { projectId: string; type: T };

/** A line of an artefact's history. */
const VersionSummary = z.object({ version: z.int().min(1), updatedAt: Instant, note: ChangeNote });
export type VersionSummary = z.infer<typeof VersionSummary>;

const Manifested = z.object({ manifest: Manifest });

/**
 * Saves the artefact as it stands and, beside it, the version its history is made of: for `writeWithChunks`. Throws
 * `item-too-large` when the content has more than MAX_CONTENT_BYTES as JSON.
 */
export function putArtefact(artefact: AnyArtefact): { operations: Operation[]; contents: ChunkedContent[] } {
  const { projectId, type, updatedAt } = artefact;
  const current = keysOf(entities.artefact, { projectId, type });
  const version = keysOf(entities.artefactVersion, { projectId, type, version: padded(artefact.version) });
  const { item, chunks } = asStored(itemFrom(Artefact, current, artefact));
  return {
    operations: [
      { kind: "put", item, if: follows(artefact.version) },
      { kind: "put", item: { ...item, ...version }, if: { absent: "PK" } },
    ],
    contents: chunks.length === 0 ? [] : [{ projectId, replaces: current, at: updatedAt, chunks }],
  };
}

/** The item with a manifest in place of content that is large, and the chunks of that. */
function asStored(item: Item): { item: Item; chunks: readonly Chunk[] } {
  const { content, ...rest } = item;
  const bytes = Buffer.from(JSON.stringify(content));
  if (bytes.length <= MAX_INLINE_BYTES) return { item, chunks: [] };
  const what = describeKey(item);
  if (bytes.length > MAX_CONTENT_BYTES) {
    throw storeError("item-too-large", `The content of ${what} has ${bytes.length} bytes; an artefact holds at most ${MAX_CONTENT_BYTES}. Shorten it.`, {
      key: { PK: item.PK, SK: item.SK },
      bytes: bytes.length,
    });
  }
  // The store would say so of content it keeps itself: what may be saved does not hang on its size.
  validateValue(content, `${what}: content`);
  const { manifest, chunks } = split(bytes);
  return { item: { ...rest, manifest }, chunks };
}

/** Lets a write pass only while the artefact is at this version. */
export function checkArtefact(input: Which<ArtefactType> & { version: number }): Operation {
  return { kind: "check", key: keyOf(entities.artefact, input), if: standsAt(input.version) };
}

export async function getArtefact<T extends ArtefactType>(store: Store, input: Which<T>): Promise<ArtefactOf<T> | null> {
  return readArtefact(store, keyOf(entities.artefact, input), input.type);
}

/** The artefact as it stood at a version. */
export async function getArtefactVersion<T extends ArtefactType>(
  store: Store,
  input: Which<T> & { version: number },
): Promise<ArtefactOf<T> | null> {
  return readArtefact(store, keyOf(entities.artefactVersion, { ...input, version: padded(input.version) }), input.type);
}

async function readArtefact<T extends ArtefactType>(store: Store, key: Key, type: T): Promise<ArtefactOf<T> | null> {
  const stored = await store.get(key, { consistent: true });
  const [item] = stored === null ? [] : await withContents(store, [stored]);
  return item === undefined ? null : artefactOf(item, type);
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
  const page = await store.query({ partition, sort: { beginsWith: prefixOf(entities.artefact.SK) }, consistent: true });
  const items = await withContents(store, page.items);

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

/** Where an artefact is kept as it stands, for reading it in one request with other things. */
export function artefactKey(input: Which<ArtefactType>): Key {
  return keyOf(entities.artefact, input);
}

/** The artefacts of a type among items read by their keys, by project id. One more request where there are large ones. */
export async function artefactsAmong<T extends ArtefactType>(store: Store, items: readonly Item[], type: T): Promise<Map<string, ArtefactOf<T>>> {
  const { SK } = artefactKey({ projectId: "", type });
  const found = items.filter((item) => item.SK === SK);
  const artefacts = (await withContents(store, found)).map((item) => artefactOf(item, type));
  return new Map(artefacts.map((artefact) => [artefact.projectId, artefact]));
}

/** One type of artefact of several projects, by project id; a project without one is absent. */
export async function getArtefactOfProjects<T extends ArtefactType>(
  store: Store,
  { projectIds, type }: { projectIds: readonly string[]; type: T },
): Promise<Map<string, ArtefactOf<T>>> {
  const items = await store.getMany(projectIds.map((projectId) => artefactKey({ projectId, type })));
  return artefactsAmong(store, items, type);
}

/** Those of the chunks that no version of the project's artefacts refers to. */
export async function withoutReferenced(store: Store, input: { projectId: string; chunks: readonly string[] }): Promise<Set<string>> {
  const chunks = new Set(input.chunks);
  const partition = fill(entities.artefactVersion.PK, input);
  const query = { partition, sort: { beginsWith: prefixOf(entities.artefactVersion.SK) }, filter: { exists: "manifest" }, limit: versionsAtOnce, consistent: true };
  let cursor: string | undefined;
  do {
    const page = await store.query({ ...query, ...paging({ cursor }) });
    for (const item of page.items) for (const sha256 of entityFrom(Manifested, item).manifest.chunks) chunks.delete(sha256);
    cursor = page.cursor;
  } while (cursor !== undefined && chunks.size > 0);
  return chunks;
}

function artefactOf<T extends ArtefactType>(item: Item, type: T): ArtefactOf<T> {
  const ofType = Artefact.refine((artefact): artefact is ArtefactOf<T> => artefact.type === type, `must be a ${type}`);
  return entityFrom(ofType, item);
}

/** Eight digits, so that versions sort as the numbers they are. */
function padded(version: number): string {
  return String(version).padStart(8, "0");
}
