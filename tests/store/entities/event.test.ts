import { expect, test } from "vitest";
import type { Event } from "#core/entities/event.ts";
import type { Store } from "#core/ports.ts";
import { addDays, addMs } from "#core/time.ts";
import { listEvents, listProjectEvents, putEvent } from "#store/entities/event.ts";
import { anEvent, projectA, projectB } from "#tests/store/builders.ts";
import { NOON, temporaryStore } from "#tests/store/temporary.ts";

const today = "2015-03-16";
const HOUR_MS = 3_600_000;

/** Sixty events over thirty days, every third the workbench's own, every fourth an error. */
const events = Array.from({ length: 60 }, (_, n) =>
  anEvent({
    id: `E${String(n).padStart(2, "0")}`,
    at: addMs(NOON, -12 * HOUR_MS * n),
    projectId: n % 3 === 0 ? null : n % 3 === 1 ? projectA : projectB,
    severity: n % 4 === 0 ? "error" : "info",
    type: n % 5 === 0 ? "cycle.failed" : "sync.finished",
  }),
);

async function filled(): Promise<Store> {
  const store = temporaryStore();
  await store.write(events.map(putEvent));
  return store;
}

async function all(page: (cursor: string | undefined) => Promise<{ events: Event[]; cursor: string | null }>): Promise<Event[]> {
  const found: Event[] = [];
  let cursor: string | undefined;
  do {
    const answer = await page(cursor);
    found.push(...answer.events);
    cursor = answer.cursor ?? undefined;
  } while (cursor !== undefined);
  return found;
}

test.each([1, 2, 7, 60, 100])("Events of all projects come newest first across days, in pages of %i", async (limit) => {
  const store = await filled();
  expect(await all((cursor) => listEvents(store, { today, limit, cursor }))).toEqual(events);
});

test("Pages that end with a day lead on to the last day asked for", async () => {
  const store = await filled();
  const since = "2015-03-14T00:00:00.000Z";
  expect(await all((cursor) => listEvents(store, { today, limit: 2, cursor, since }))).toEqual(events.filter(({ at }) => at >= since));
});

test("Events of all projects can be filtered by type, severity and time together", async () => {
  const store = await filled();
  const since = addMs(NOON, -12 * HOUR_MS * 40);
  const filters = { type: "cycle.failed", severity: "error", since } as const;
  expect(await all((cursor) => listEvents(store, { today, limit: 2, cursor, ...filters }))).toEqual([events[0], events[20], events[40]]);
  expect(await all((cursor) => listEvents(store, { today, limit: 2, cursor, since: addMs(since, 1), severity: "error", type: "cycle.failed" }))).toEqual([events[0], events[20]]);
});

test("A question reaching back for ever asks for no more days than events are kept", async () => {
  const store = await filled();
  const before = store.usage().requests;
  await listEvents(store, { today, limit: 100, since: "1970-01-01T00:00:00.000Z" });
  expect(store.usage().requests - before).toBe(31);
});

test("A cursor of other filters, of one project, or made up is refused", async () => {
  const store = await filled();
  const { cursor } = await listEvents(store, { today, limit: 2 });
  const ofProject = await listProjectEvents(store, { projectId: projectA, limit: 2 });
  for (const [wrong, filters] of [[cursor, { severity: "info" }], [ofProject.cursor, {}], ["made-up", {}]] as const) {
    await expect(listEvents(store, { today, limit: 2, cursor: wrong ?? "", ...filters })).rejects.toMatchObject({ code: "invalid" });
  }
});

test("Events of one project come newest first, filtered and in pages", async () => {
  const store = await filled();
  const ofA = events.filter(({ projectId }) => projectId === projectA);
  expect(await all((cursor) => listProjectEvents(store, { projectId: projectA, limit: 3, cursor }))).toEqual(ofA);
  const since = ofA[10]?.at;
  expect(await all((cursor) => listProjectEvents(store, { projectId: projectA, limit: 3, cursor, severity: "error", since }))).toEqual(
    ofA.slice(0, 11).filter(({ severity }) => severity === "error"),
  );
});

test("An event is kept for thirty days", async () => {
  let now = NOON;
  const store = temporaryStore(() => now);
  await store.write([putEvent(anEvent())]);
  now = addMs(`${addDays(today, 30)}T12:00:00.000Z`, -1);
  expect((await listProjectEvents(store, { projectId: projectA })).events).toHaveLength(1);
  now = `${addDays(today, 30)}T12:00:00.000Z`;
  expect((await listProjectEvents(store, { projectId: projectA })).events).toEqual([]);
});

test("The same event written again is one event", async () => {
  const store = temporaryStore();
  await store.write([putEvent(anEvent())]);
  await store.write([putEvent(anEvent())]);
  expect((await listEvents(store, { today, limit: 9 })).events).toEqual([anEvent()]);
});
