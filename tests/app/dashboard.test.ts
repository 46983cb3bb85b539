import { expect, test } from "vitest";
import type { Store } from "#core/ports.ts";
import { addMs } from "#core/time.ts";
import { kiteKey, kiteToday } from "#tests/support/kite.ts";
import { growTo } from "#tests/support/many-projects.ts";
import { startTestWorkbench, type TestWorkbench } from "#tests/support/start-workbench.ts";

async function withKite(): Promise<{ workbench: TestWorkbench; id: string }> {
  const workbench = await startTestWorkbench();
  const { id } = await workbench.api("addProject", { body: { name: "Kite", sourceKey: kiteKey, timeZone: "UTC" } });
  await workbench.drain();
  return { workbench, id };
}

async function requestsOf(store: Store, work: () => Promise<unknown>): Promise<number> {
  const before = store.usage().requests;
  await work();
  return store.usage().requests - before;
}

test("Mission Control asks the store the same six times with 1, 10 and 50 projects, and so on a day on which nothing happened", async () => {
  const { workbench, id } = await withKite();
  const { api, context } = workbench;
  const asked: number[] = [];
  for (const count of [1, 10, 50]) {
    await growTo(count, id, context);
    asked.push(await requestsOf(context.store, async () => expect((await api("getMissionControl")).projects.projects).toHaveLength(count)));
  }
  workbench.moveTo(addMs(kiteToday, 5 * 86_400_000));
  asked.push(await requestsOf(context.store, async () => expect((await api("getMissionControl")).events.events).toEqual([])));
  expect(asked).toEqual([6, 6, 6, 6]);
});

test("each part of Mission Control is what its own route answers", async () => {
  const { workbench, id } = await withKite();
  const { api } = workbench;
  const added = await growTo(4, id, workbench.context);
  const [first] = added;
  if (!first) throw new Error("no project was added");
  await api("changeProject", { params: { id: first.id }, body: { status: "archived", version: first.version } });
  const { agent, projects, pending, events } = await api("getMissionControl");
  expect(agent).toEqual(await api("getAgent"));
  expect(projects).toEqual(await api("listProjects"));
  expect(pending).toEqual(await api("listEscalations", { query: { limit: 200 } }));
  expect(pending.escalations.filter(({ projectId }) => projectId === first.id)).toEqual([]);
  expect(events.events).toEqual((await api("listEvents", { query: { limit: 200 } })).events);
  expect(projects.projects.map(({ status }) => status)).toContain("paused");
});

test("Mission Control says from when on its events are complete, and its cursor leads to the older ones", async () => {
  const { workbench } = await withKite();
  const { api } = workbench;
  const all = (await api("listEvents", { query: { limit: 200 } })).events;
  workbench.moveTo(addMs(kiteToday, 86_400_000));
  const dayLater = (await api("getMissionControl")).events;
  expect(dayLater.events).toEqual(all.filter(({ at }) => at >= "2024-05-15"));
  expect(dayLater.from).toBe("2024-05-15T00:00:00.000Z");
  workbench.moveTo(addMs(kiteToday, 4 * 86_400_000));
  const quiet = (await api("getMissionControl")).events;
  expect(quiet.events).toEqual([]);
  if (quiet.cursor === null) throw new Error("the older events cannot be reached");
  expect((await api("listEvents", { query: { limit: 200, cursor: quiet.cursor } })).events).toEqual(all);
});

test("a day with more events than are read at once is cut where the page ends", async () => {
  const { workbench, id } = await withKite();
  const { api, context } = workbench;
  await growTo(250, id, context);
  const { events } = await api("getMissionControl");
  expect(events.events).toHaveLength(200);
  expect(events.from).toBe(events.events.at(-1)?.at);
  if (events.cursor === null) throw new Error("the older events cannot be reached");
  const older = await api("listEvents", { query: { limit: 200, cursor: events.cursor } });
  const seen = [...events.events, ...older.events].map((event) => event.id);
  expect(new Set(seen).size).toBe(seen.length);
  expect(older.events.length).toBeGreaterThan(0);
});
