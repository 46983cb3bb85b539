import { expect, test } from "vitest";
import { saveUnits } from "#core/pipeline/save-units.ts";
import type { Save } from "#core/ports.ts";
import { listProjectEvents } from "#store/entities/event.ts";
import { createMemory } from "#store/memory.ts";
import { anEvent, projectA } from "#tests/store/builders.ts";
import { temporaryStore } from "#tests/store/temporary.ts";

function events(from: number, count: number): Save[] {
  return Array.from({ length: count }, (_, index) => ({ kind: "event", event: anEvent({ id: String(from + index) }) }));
}

test("units are saved in order, in few writes, and none is split", async () => {
  const store = temporaryStore();
  const memory = createMemory(store);
  const sizes: number[] = [];
  const units = Array.from({ length: 60 }, (_, index) => events(index * 4, 4));
  await saveUnits({ ...memory, saveTogether: async (saves) => (sizes.push(saves.length), memory.saveTogether(saves)) }, units);
  expect(sizes).toEqual([88, 88, 64]);
  expect((await listProjectEvents(store, { projectId: projectA })).events).toHaveLength(240);
});

test("nothing to save asks for no write", async () => {
  const store = temporaryStore();
  await saveUnits(createMemory(store), [[], []]);
  expect(store.usage().requests).toBe(0);
});
