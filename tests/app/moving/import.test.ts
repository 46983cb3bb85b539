import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { fingerprintOf } from "#app/moving/fingerprint.ts";
import { importItems, type Imported } from "#app/moving/import-items.ts";
import { requireWhole } from "#app/moving/import-marker.ts";
import { type Export, verifyExport } from "#app/moving/read-export.ts";
import { writeExport } from "#app/moving/write-export.ts";
import type { Engine } from "#store/engine.ts";
import { describeOnTable } from "#tests/store/dynamodb/test-table.ts";
import { NOON, temporaryStore } from "#tests/store/temporary.ts";
import { temporaryDataDir } from "#tests/support/start-workbench.ts";
import { exportOf, header, someItems } from "./exports.ts";

const LATER = "2015-05-16T12:00:00.000Z";

async function bring(from: Export, engine: Engine, at = NOON): Promise<Imported> {
  return importItems({ engine, where: "the store", from, at, onProgress: () => undefined });
}

/** An engine whose operations that write fail from the given one on, having been carried out or not. */
function failingFrom(engine: Engine, first: number, carriedOut: boolean): { engine: Engine; failed: () => boolean } {
  let writes = 0;
  async function maybe(work: () => Promise<void>): Promise<void> {
    if (++writes < first) return work();
    if (carriedOut && writes === first) await work();
    throw new Error("the power has gone");
  }
  return {
    engine: { ...engine, putMany: async (items) => maybe(async () => engine.putMany(items)), write: async (operations) => maybe(async () => engine.write(operations)) },
    failed: () => writes >= first,
  };
}

async function exported(engine: Engine): Promise<Export> {
  const file = join(temporaryDataDir(), "again.jsonl");
  await writeExport({ file, header, items: engine.everything(), overwrite: false, onProgress: () => undefined });
  return verifyExport(file);
}

function importContract(name: string, open: (now?: string) => Promise<Engine>): void {
  describe(`An import into ${name}`, () => {
    test("brings every item, reads all of it back, and leaves nothing else behind", async () => {
      const from = await exportOf(someItems(1200));
      const engine = await open();
      expect(await bring(from, engine)).toEqual({ state: "imported", items: 1200, expired: 0 });
      expect((await exported(engine)).total).toEqual(from.total);
      await requireWhole(engine, "the store");
    });

    test("of what is there already changes nothing and says so", async () => {
      const from = await exportOf(someItems(30));
      const engine = await open();
      await bring(from, engine);
      const before = engine.usage().writeUnits;
      expect(await bring(from, engine)).toEqual({ state: "already-there", items: 30, expired: 0 });
      expect(engine.usage().writeUnits).toBe(before);
    });

    test("into a store that holds anything else is refused and changes nothing", async () => {
      const engine = await open();
      await engine.putMany(someItems(30));
      await expect(bring(await exportOf(someItems(31)), engine)).rejects.toMatchObject({ code: "other-data", message: expect.stringMatching(/30 items.*never mixes.*another place/) });
      expect(await fingerprintOf(engine.everything(), NOON)).toEqual((await exportOf(someItems(30))).total);
    });

    test("interrupted at any write goes on with the same file, is taken for unfinished until then, and ends with every item", async () => {
      const from = await exportOf(someItems(1200));
      for (const carriedOut of [true, false]) {
        const engine = await open();
        let rounds = 0;
        for (let first = 1; ; first++) {
          const failing = failingFrom(engine, first, carriedOut);
          const result = await bring(from, failing.engine).catch((error: Error) => error);
          if (!(result instanceof Error)) break;
          expect(result.message).toBe("the power has gone");
          const unfinished = await requireWhole(engine, "the store").catch((error: Error) => error.message);
          // Before the first note and after the last there is nothing to finish.
          if (unfinished !== undefined) expect(unfinished).toContain(`npm run workbench -- import "${from.file}"`);
          rounds++;
        }
        expect(rounds).toBeGreaterThan(2);
        expect(await fingerprintOf(engine.everything(), NOON)).toEqual(from.total);
      }
    });

    test("of another export is refused while one is unfinished", async () => {
      const engine = await open();
      await expect(bring(await exportOf(someItems(40), "first.jsonl"), failingFrom(engine, 2, true).engine)).rejects.toThrow("the power has gone");
      await expect(bring(await exportOf(someItems(41)), engine)).rejects.toMatchObject({ code: "unfinished-import", message: expect.stringContaining("first.jsonl") });
    });

    test("notices when what it reads back is not what it wrote, and mends it the next time", async () => {
      const from = await exportOf(someItems(30));
      const engine = await open();
      const lossy: Engine = { ...engine, putMany: async (items) => engine.putMany(items.slice(1)) };
      await expect(bring(from, lossy)).rejects.toMatchObject({ code: "not-as-exported", message: expect.stringMatching(/30 items.*there are 29/) });
      await expect(requireWhole(engine, "the store")).rejects.toMatchObject({ code: "unfinished-import" });
      expect(await bring(from, engine)).toMatchObject({ state: "imported", items: 30 });
    });

    test("leaves behind what has expired since the export", async () => {
      const from = await exportOf(someItems(30, Date.parse(LATER) / 1000));
      const engine = await open(LATER);
      expect(await bring(from, engine, LATER)).toEqual({ state: "imported", items: 27, expired: 3 });
      expect(await bring(from, engine, LATER)).toEqual({ state: "already-there", items: 27, expired: 3 });
    });
  });
}

importContract("SQLite", async (now = NOON) => temporaryStore(() => now));

describeOnTable("on DynamoDB", (table) => {
  async function open(now = NOON): Promise<Engine> {
    await table().empty();
    const engine = await table().open(() => now);
    onTestFinished(() => engine.close());
    return engine;
  }

  importContract("DynamoDB", open);

  test("from one engine to the other and back the items are the same, to the byte", async () => {
    const first = temporaryStore();
    await first.putMany(someItems(700));
    const out = await exported(first);
    const between = await open();
    await bring(out, between);
    const back = await exported(between);
    const last = temporaryStore();
    await bring(back, last);
    const again = await exported(last);
    expect(readFileSync(again.file, "utf8")).toBe(readFileSync(out.file, "utf8"));
    expect(back.total).toEqual(out.total);
  });
});
