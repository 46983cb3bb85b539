import { expect, test } from "vitest";
import { jobs } from "#app/jobs.ts";
import { addMs } from "#core/time.ts";
import { createMemory } from "#store/memory.ts";
import { aRaidLog, projectA } from "#tests/store/builders.ts";
import { aVariedLog, chunksOf, DAY_MS } from "#tests/store/chunks/large-logs.ts";
import { dyingStore } from "#tests/store/faulty/dying-store.ts";
import { kiteToday } from "#tests/support/kite.ts";
import { startTestWorkbench } from "#tests/support/start-workbench.ts";

test("the chunks of a document that was never saved are gone a day later", async () => {
  const { context, moveTo } = await startTestWorkbench();
  const { store: dying } = dyingStore(context.store, { at: 4, when: "before" });
  const artefact = aRaidLog({ content: aVariedLog(200_000), updatedAt: kiteToday });
  await expect(createMemory(dying).saveTogether([{ kind: "artefact", artefact }])).rejects.toMatchObject({ code: "planted-failure" });
  const left = await chunksOf(context.store, projectA);
  expect(left).toMatchObject({ uploads: 1 });
  expect(left.chunks.size).toBeGreaterThan(1);

  const sweep = jobs.find(({ name }) => name === "sweep");
  await sweep?.run(context);
  expect(await chunksOf(context.store, projectA)).toEqual(left);
  moveTo(addMs(kiteToday, DAY_MS));
  await sweep?.run(context);
  expect(await chunksOf(context.store, projectA)).toEqual({ chunks: new Set(), uploads: 0 });
});
