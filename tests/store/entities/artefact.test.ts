import { expect, test } from "vitest";
import type { ArtefactOf } from "#core/entities/artefact.ts";
import type { Store } from "#core/ports.ts";
import { getArtefact, getArtefactOfProjects, getArtefactVersion, listArtefactVersions } from "#store/entities/artefact.ts";
import { createMemory } from "#store/memory.ts";
import { aRaidLog, aRaidLogOf, projectA, projectB } from "#tests/store/builders.ts";
import { temporaryStore } from "#tests/store/temporary.ts";

async function save(store: Store, artefact: ArtefactOf<"raid_log">): Promise<void> {
  await createMemory(store).saveTogether([{ kind: "artefact", artefact }]);
}

const which = { projectId: projectA, type: "raid_log" } as const;

test("Every save leaves a version; the history is newest first and pages, and the undo pointer comes back", async () => {
  const store = temporaryStore();
  const saved = Array.from({ length: 12 }, (_, n) => aRaidLog({ version: n + 1, undoTo: n === 0 ? null : n, content: { items: [], nextNumber: n + 1 } }));
  for (const artefact of saved) await save(store, artefact);

  expect(await getArtefact(store, which)).toEqual(saved[11]);
  expect(await getArtefactVersion(store, { ...which, version: 11 })).toEqual(saved[10]);
  expect(await getArtefactVersion(store, { ...which, version: 13 })).toBeNull();

  const first = await listArtefactVersions(store, { ...which, limit: 8 });
  const second = await listArtefactVersions(store, { ...which, limit: 8, cursor: first.cursor ?? undefined });
  expect(first.versions.map(({ version }) => version)).toEqual([12, 11, 10, 9, 8, 7, 6, 5]);
  expect(second).toEqual({ versions: [4, 3, 2, 1].map((version) => expect.objectContaining({ version, note: aRaidLog().note })), cursor: null });
});

test("A version that is already there is never overwritten", async () => {
  const store = temporaryStore();
  await save(store, aRaidLog());
  await store.write([{ kind: "delete", key: { PK: `PROJECT#${projectA}`, SK: "ARTEFACT#raid_log" } }]);
  await expect(save(store, aRaidLog())).rejects.toMatchObject({ code: "condition-failed", payload: { key: { SK: "VERSION#raid_log#00000001" } } });
});

test.each([60_000, 70_000])("Content of about %i bytes comes back whole, as it stands and as a version", async (bytes) => {
  const store = temporaryStore();
  const artefact = aRaidLog({ content: aRaidLogOf(bytes) });
  await save(store, artefact);
  expect(await getArtefact(store, which)).toEqual(artefact);
  expect(await getArtefactVersion(store, { ...which, version: 1 })).toEqual(artefact);
  const item = await store.get({ PK: `PROJECT#${projectA}`, SK: "ARTEFACT#raid_log" });
  expect(Object.hasOwn(item ?? {}, "content")).toBe(bytes <= 64 * 1024);
});

test.each([
  ["neither content nor chunks", { content: undefined }],
  ["a manifest that is none", { content: undefined, manifest: { chunks: ["../etc"], bytes: 1, sha256: "" } }],
  ["content that is no RAID log", { content: { items: "none" } }],
  ["a type that is another's", { type: "decision_log", content: { decisions: [] } }],
])("An artefact with %s is corrupt, by its key", async (_, damage) => {
  const store = temporaryStore();
  const key = { PK: `PROJECT#${projectA}`, SK: "ARTEFACT#raid_log" };
  const { content, ...rest } = { ...aRaidLog(), ...damage };
  await store.putMany([{ ...rest, ...key, ...(content !== undefined && { content }) }]);
  await expect(getArtefact(store, which)).rejects.toMatchObject({ code: "corrupt", payload: { key } });
});

test("One artefact of many projects is one request", async () => {
  const store = temporaryStore();
  for (const projectId of [projectA, projectB]) await save(store, aRaidLog({ projectId }));
  const before = store.usage().requests;
  const none = "00000000-0000-4000-8000-00000000000c";
  const found = await getArtefactOfProjects(store, { projectIds: [projectB, none, projectA], type: "raid_log" });
  expect([...found.keys()].sort()).toEqual([projectA, projectB]);
  expect(store.usage().requests - before).toBe(1);
});
