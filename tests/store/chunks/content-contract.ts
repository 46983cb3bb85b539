import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Item, Save, Store, Usage } from "#core/ports.ts";
import { Manifest } from "#store/chunks/content.ts";
import { cut } from "#store/chunks/cut.ts";
import { getArtefact, getArtefactOfProjects, getArtefacts, getArtefactVersion } from "#store/entities/artefact.ts";
import { createMemory } from "#store/memory.ts";
import { aRaidLog, aRaidLogOf, projectA, projectB } from "#tests/store/builders.ts";
import { eventually } from "#tests/store/contract/eventually.ts";
import type { Stores } from "#tests/store/contract/stores.ts";
import { long } from "#tests/support/long.ts";
import { aLogOfExactly, allVersions, aVariedLog, chunksOf, noise, type RaidLog } from "./large-logs.ts";

const MB = 1024 * 1024;
const which = { projectId: projectA, type: "raid_log" } as const;
const currentKey = { PK: `PROJECT#${projectA}`, SK: "ARTEFACT#raid_log" };

function saveOf(content: RaidLog, fields: { version?: number; projectId?: string } = {}): Save {
  return { kind: "artefact", artefact: aRaidLog({ content, ...fields }) };
}

async function save(store: Store, content: RaidLog, version = 1): Promise<void> {
  await createMemory(store).saveTogether([saveOf(content, { version })]);
}

/** What something asked the store for. */
async function usedBy(store: Store, work: () => Promise<unknown>): Promise<Usage["byOperation"]> {
  const before = store.usage().byOperation;
  await work();
  const after = Object.entries(store.usage().byOperation).map(([name, { requests, readUnits, writeUnits }]) => {
    const was = before[name] ?? { requests: 0, readUnits: 0, writeUnits: 0 };
    return [name, { requests: requests - was.requests, readUnits: readUnits - was.readUnits, writeUnits: writeUnits - was.writeUnits }] as const;
  });
  return Object.fromEntries(after.filter(([, { requests }]) => requests > 0));
}

/** A log of any size up to the limit, of text of every kind: prose, what hardly compresses, any character there is. */
const anyLog: fc.Arbitrary<RaidLog> = fc
  .record({
    bytes: fc.oneof(fc.nat(200_000), fc.nat(5 * MB - 20_000)),
    kind: fc.constantFrom("prose", "noise", "drawn"),
    drawn: fc.string({ unit: "binary", minLength: 1, maxLength: 200 }),
    shift: fc.nat(3),
  })
  .map(({ bytes, kind, drawn, shift }) => {
    const unit = Buffer.byteLength(JSON.stringify(drawn));
    const log = kind === "drawn" ? aRaidLogOf(4000) : kind === "noise" ? aVariedLog(bytes, drawn) : aRaidLogOf(bytes);
    const effect = "é".repeat(shift) + (kind === "drawn" ? drawn.repeat(bytes / unit) : "");
    return { ...log, items: log.items.map((item, n) => (n === 0 ? { ...item, effect, title: "x".repeat(shift) } : item)) };
  });

/** Content too large for one item: kept whole, shared between versions, cheap to change, and never read damaged. */
export function contentContract({ opened }: Stores, { sizes }: { sizes: number }): void {
  test("Content of any size and text comes back whole, as it stands and as a version", { timeout: long ? 900_000 : 30_000 }, async () => {
    const store = await opened();
    let version = 0;
    await fc.assert(
      fc.asyncProperty(anyLog, async (content) => {
        await save(store, content, ++version);
        expect((await getArtefact(store, which))?.content).toEqual(content);
        expect((await getArtefactVersion(store, { ...which, version }))?.content).toEqual(content);
      }),
      { numRuns: long ? sizes * 20 : sizes, endOnFailure: true },
    );
  });

  test("Content of exactly five megabytes is kept; a byte more is refused by name before anything is written", async () => {
    const store = await opened();
    const largest = aLogOfExactly(5 * MB);
    await save(store, largest);
    expect(await allVersions(store, projectA)).toEqual([largest]);

    const used = await usedBy(store, async () => {
      const saving = createMemory(store).saveTogether([saveOf(largest, { projectId: projectB }), saveOf(aLogOfExactly(5 * MB + 1), { version: 2 })]);
      await expect(saving).rejects.toMatchObject({
        code: "item-too-large",
        message: expect.stringMatching(/ARTEFACT#raid_log has 5242881 bytes.*at most 5242880/),
        payload: { key: currentKey },
      });
    });
    expect(used).toEqual({});
  });

  test("What the store does not keep is refused of large content too, before anything is written", async () => {
    const store = await opened();
    const log = aVariedLog(100_000);
    const used = await usedBy(store, async () => {
      const saving = save(store, { ...log, items: log.items.map((item) => ({ ...item, cause: `${item.cause}\ud800` })) });
      await expect(saving).rejects.toMatchObject({ code: "invalid", message: expect.stringContaining("half a surrogate pair") });
    });
    expect(used).toEqual({});
  });

  test("One item changed in a log of two megabytes costs about a chunk or two, and the versions share the others", async () => {
    const store = await opened();
    const log = aVariedLog(2 * MB);
    const first = await usedBy(store, async () => save(store, log));
    const all = (await chunksOf(store, projectA)).chunks;

    const edited = { ...log, items: log.items.map((item, n) => (n === 250 ? { ...item, title: "Another title" } : item)) };
    const second = await usedBy(store, async () => save(store, edited, 2));
    const added = [...(await chunksOf(store, projectA)).chunks].filter((sha256) => !all.has(sha256));
    expect(added.length).toBeLessThanOrEqual(2);
    expect(second).toMatchObject({ get: { requests: 1 }, putMany: { requests: 1 }, write: { requests: 2 } });
    expect(second.putMany?.writeUnits).toBeLessThan(((first.putMany?.writeUnits ?? 0) / all.size) * 4);
    expect(second.write?.writeUnits).toBeLessThan(40);
    expect(await allVersions(store, projectA)).toEqual([log, edited]);
  });

  test("Content saved again as it was writes no chunk", async () => {
    const store = await opened();
    const log = aVariedLog(300_000);
    await save(store, log);
    expect(await usedBy(store, async () => save(store, log, 2))).toMatchObject({ get: { requests: 1 }, write: { requests: 1 } });
    expect((await usedBy(store, async () => save(store, log, 3))).putMany).toBeUndefined();
    expect(await allVersions(store, projectA)).toEqual([log, log, log]);
  });

  test("Content that grows, shrinks to fit one item and grows again stays whole at every version", async () => {
    const store = await opened();
    const logs = [60_000, 200_000, 1000, 200_000].map((bytes) => aVariedLog(bytes));
    for (const [n, log] of logs.entries()) await save(store, log, n + 1);
    expect(await allVersions(store, projectA)).toEqual(logs);
    expect(Object.hasOwn((await store.get({ ...currentKey, SK: "VERSION#raid_log#00000001" }, { consistent: true })) ?? {}, "content")).toBe(true);
  });

  test("A stale version of large content is refused, and what stands stays whole", async () => {
    const store = await opened();
    const log = aVariedLog(200_000);
    await save(store, log);
    await expect(save(store, aVariedLog(200_000, "other"))).rejects.toMatchObject({ code: "condition-failed", payload: { key: currentKey, item: { version: 1 } } });
    expect(await allVersions(store, projectA)).toEqual([log]);
  });

  test("Large documents are read with their chunks in two requests, of one project or of many", async () => {
    const store = await opened();
    const log = aVariedLog(200_000);
    await createMemory(store).saveTogether([saveOf(log), saveOf(log, { projectId: projectB })]);
    const artefacts = await usedBy(store, async () => expect((await getArtefacts(store, { projectId: projectA })).raid_log?.content).toEqual(log));
    expect(artefacts).toMatchObject({ query: { requests: 1 }, getMany: { requests: 1 } });
    const ofBoth = async () => [...(await getArtefactOfProjects(store, { projectIds: [projectA, projectB], type: "raid_log" })).values()];
    await eventually(async () => (await ofBoth()).map(({ content }) => content)).toEqual([log, log]);
    const ofProjects = await usedBy(store, ofBoth);
    expect(ofProjects).toEqual({ getMany: expect.objectContaining({ requests: 2 }) });
  });

  const damagedLog = aVariedLog(200_000);
  const firstBytes = cut(Buffer.from(JSON.stringify(damagedLog)))[0]?.length ?? 0;
  const damages: [string, string, string, (item: Item) => Item | null][] = [
    ["a chunk that is gone", "is missing", "CHUNK#", () => null],
    ["a chunk that is no gzip", "cannot be read", "CHUNK#", (item) => ({ ...item, data: "H4sIAAAA" })],
    ["a chunk of other bytes", "is named after", "CHUNK#", (item) => ({ ...item, data: gzipSync(noise("other", 1000)).toString("base64") })],
    ["a chunk that would expand without end", "cannot be read", "CHUNK#", (item) => ({ ...item, data: gzipSync(Buffer.alloc(50 * MB)).toString("base64") })],
    ["a manifest without end", "Too big", "ARTEFACT#", (item) => changedManifest(item, ({ chunks: [sha256 = ""] }) => ({ chunks: Array.from({ length: 1000 }, () => sha256) }))],
    ["a manifest that lacks a chunk", "do not make up", "ARTEFACT#", (item) => changedManifest(item, ({ chunks }) => ({ chunks: chunks.slice(1) }))],
    ["a manifest in another order", "do not make up", "ARTEFACT#", (item) => changedManifest(item, ({ chunks }) => ({ chunks: chunks.toReversed() }))],
    ["a manifest of another size", "do not make up", "ARTEFACT#", (item) => changedManifest(item, ({ bytes }) => ({ bytes: bytes + 1 }))],
    ["chunks that are no JSON", "do not make up", "ARTEFACT#", (item) => changedManifest(item, ({ chunks: [sha256 = ""] }) => ({ chunks: [sha256], bytes: firstBytes, sha256 }))],
  ];

  test.each(damages)("A document with %s is corrupt, by its key (%s)", async (_, what, prefix, damage) => {
    const store = await opened();
    await save(store, damagedLog);
    const page = await store.query({ partition: currentKey.PK, sort: { beginsWith: prefix }, consistent: true });
    const [item] = page.items;
    if (item === undefined) throw new Error(`nothing begins with ${prefix}`);
    const damaged = damage(item);
    const key = { PK: item.PK, SK: item.SK };
    await store.write([damaged === null ? { kind: "delete", key } : { kind: "put", item: damaged }]);
    await expect(getArtefact(store, which)).rejects.toMatchObject({ code: "corrupt", message: expect.stringContaining(what), payload: { key } });
  });
}

function changedManifest(item: Item, change: (manifest: Manifest) => Partial<Manifest>): Item {
  const manifest = Manifest.parse(item.manifest);
  return { ...item, manifest: { ...manifest, ...change(manifest) } };
}
