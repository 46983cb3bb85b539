import { expect, test, vi } from "vitest";
import { hasCode, messageOf } from "#core/errors.ts";
import type { Store } from "#core/ports.ts";
import { addMs } from "#core/time.ts";
import { sweepChunks } from "#store/chunks/sweep-chunks.ts";
import { getArtefact } from "#store/entities/artefact.ts";
import { createMemory } from "#store/memory.ts";
import { aRaidLog } from "#tests/store/builders.ts";
import type { Stores } from "#tests/store/contract/stores.ts";
import { dyingStore, type Failure } from "#tests/store/faulty/dying-store.ts";
import { NOON } from "#tests/store/temporary.ts";
import { long } from "#tests/support/long.ts";
import { everyWay, interleave } from "./interleave.ts";
import { allVersions, aVariedLog, chunksOf, DAY_MS, type RaidLog, referencedIn } from "./large-logs.ts";

const firstLog = aVariedLog(120_000, "first");
/** Shares some of its chunks with the first. */
const secondLog = { ...firstLog, items: [...firstLog.items, ...aVariedLog(60_000, "second").items] };
/** What each step of saving the second log is; the chunks are put in one. */
const steps = ["reading what is there", "beginning an upload", "putting chunks", "referring to them"];
const nextDay = addMs(NOON, DAY_MS + 1);
const muchLater = addMs(NOON, 10 * DAY_MS);

let projects = 0;

function newProjectId(): string {
  return `00000000-0000-4000-8000-${String(++projects).padStart(12, "0")}`;
}

type Save = { projectId: string; version: number; content: RaidLog; updatedAt?: string };

async function save(store: Store, fields: Save): Promise<void> {
  await createMemory(store).saveTogether([{ kind: "artefact", artefact: aRaidLog(fields) }]);
}

/** Begins to save the second log as version 2, and dies. */
async function dies(store: Store, projectId: string, failure: Failure): Promise<void> {
  const dying = dyingStore(store, failure);
  await expect(save(dying.store, { projectId, version: 2, content: secondLog })).rejects.toMatchObject({ code: "planted-failure" });
  expect(dying.requests()).toBe(failure.at);
}

/** After a sweep there is no chunk that no version refers to, and no upload. */
async function expectSwept(store: Store, projectId: string, now: string): Promise<void> {
  await vi.waitFor(async () => {
    await sweepChunks(store, { now });
    expect(await chunksOf(store, projectId)).toEqual({ chunks: await referencedIn(store, projectId), uploads: 0 });
  });
}

/** That no chunk is lost and none stays behind, whatever ends or comes between; in a race, with so many interruptions. */
export function sweepContract({ opened }: Stores, { interruptions }: { interruptions: number }): void {
  const timeout = long ? 900_000 : 30_000;

  const failures = steps.flatMap((step, n) => (step === "putting chunks" ? (["before", "halfway", "after"] as const) : (["before", "after"] as const)).map((when): [string, string, Failure] => [when, step, { at: n + 1, when }]));

  test.each(failures)("One that dies %s %s leaves the old or the new, saves again, and leaves nothing behind", async (_, __, failure) => {
    const store = await opened();
    const projectId = newProjectId();
    await save(store, { projectId, version: 1, content: firstLog });
    await dies(store, projectId, failure);
    const isSaved = failure.at === steps.length && failure.when === "after";
    expect(await allVersions(store, projectId)).toEqual(isSaved ? [firstLog, secondLog] : [firstLog]);

    if (!isSaved) await save(store, { projectId, version: 2, content: secondLog });
    await expectSwept(store, projectId, nextDay);
    expect(await allVersions(store, projectId)).toEqual([firstLog, secondLog]);
  });

  test("What is left behind stays for a day, then goes without what a version refers to", async () => {
    const store = await opened();
    const projectId = newProjectId();
    await save(store, { projectId, version: 1, content: firstLog });
    await dies(store, projectId, { at: 3, when: "after" });
    const before = await chunksOf(store, projectId);
    expect(before.uploads).toBe(1);
    expect(await sweepChunks(store, { now: addMs(NOON, DAY_MS - 1) })).toBe(0);
    expect(await chunksOf(store, projectId)).toEqual(before);

    await expectSwept(store, projectId, addMs(NOON, DAY_MS));
    expect((await chunksOf(store, projectId)).chunks.size).toBeLessThan(before.chunks.size);
    expect(await allVersions(store, projectId)).toEqual([firstLog]);
  });

  test("A sweep that dies at any step is finished by the next one", async () => {
    const store = await opened();
    for (const when of ["before", "after"] as const) {
      for (let at = 1, ended = false; !ended; at++) {
        const projectId = newProjectId();
        await save(store, { projectId, version: 1, content: firstLog });
        await dies(store, projectId, { at: 3, when: "after" });
        const dying = dyingStore(store, { at, when });
        await sweepChunks(dying.store, { now: muchLater }).catch((error: unknown) => expect(error).toMatchObject({ code: "planted-failure" }));
        ended = dying.requests() < at;
        expect(await allVersions(store, projectId)).toEqual([firstLog]);
        await expectSwept(store, projectId, muchLater);
      }
    }
  });

  test("What was left behind and is referred to by a late one of many versions stays", async () => {
    const store = await opened();
    const projectId = newProjectId();
    await save(store, { projectId, version: 1, content: firstLog });
    await dies(store, projectId, { at: 3, when: "after" });
    for (let version = 2; version <= 60; version++) await save(store, { projectId, version, content: firstLog });
    await save(store, { projectId, version: 61, content: secondLog });
    await expectSwept(store, projectId, muchLater);
    expect((await getArtefact(store, { projectId, type: "raid_log" }))?.content).toEqual(secondLog);
  });

  test("Many projects without anything left behind cost a sweep one request", async () => {
    const store = await opened();
    for (let n = 0; n < 3; n++) await save(store, { projectId: newProjectId(), version: 1, content: firstLog });
    const before = store.usage().requests;
    expect(await sweepChunks(store, { now: muchLater })).toBe(0);
    expect(store.usage().requests - before).toBe(1);
  });

  test("However a sweep comes between the steps of saving what died before, every version stays whole", { timeout }, async () => {
    const store = await opened();
    await everyWay(long ? interruptions + 2 : interruptions, async (choose) => {
      const projectId = newProjectId();
      await save(store, { projectId, version: 1, content: firstLog });
      await dies(store, projectId, { at: 3, when: "after" });
      const saves = async (shared: Store): Promise<void> => save(shared, { projectId, version: 2, content: secondLog, updatedAt: nextDay });
      await interleave(store, [saves, async (shared) => sweepChunks(shared, { now: nextDay })], choose);
      expect(await allVersions(store, projectId)).toEqual([firstLog, secondLog]);
      await expectSwept(store, projectId, muchLater);
      expect(await allVersions(store, projectId)).toEqual([firstLog, secondLog]);
    });
  });

  test("One that sleeps for days between two steps of saving saves all the same, whole", { timeout }, async () => {
    const store = await opened();
    await everyWay(long ? interruptions + 2 : interruptions, async (choose) => {
      const projectId = newProjectId();
      await save(store, { projectId, version: 1, content: firstLog });
      const saves = async (shared: Store): Promise<void> => save(shared, { projectId, version: 2, content: secondLog });
      await interleave(store, [saves, async (shared) => sweepChunks(shared, { now: muchLater })], choose);
      expect(await allVersions(store, projectId)).toEqual([firstLog, secondLog]);
      await expectSwept(store, projectId, muchLater);
    });
  });

  test("Of two that save the same next version beside a sweep one wins, and it is whole", { timeout }, async () => {
    const store = await opened();
    await everyWay(long ? interruptions + 1 : 1, async (choose) => {
      const projectId = newProjectId();
      await save(store, { projectId, version: 1, content: firstLog });
      await dies(store, projectId, { at: 3, when: "after" });
      const outcomes: string[] = [];
      const saves = async (shared: Store): Promise<unknown> =>
        save(shared, { projectId, version: 2, content: secondLog, updatedAt: nextDay }).then(
          () => outcomes.push("saved"),
          (error: unknown) => outcomes.push(hasCode(error, "condition-failed") ? "refused" : messageOf(error)),
        );
      await interleave(store, [saves, async (shared) => sweepChunks(shared, { now: nextDay }), saves], choose);
      expect(outcomes.toSorted()).toEqual(["refused", "saved"]);
      expect(await allVersions(store, projectId)).toEqual([firstLog, secondLog]);
      await expectSwept(store, projectId, muchLater);
      expect(await allVersions(store, projectId)).toEqual([firstLog, secondLog]);
    });
  });
}
