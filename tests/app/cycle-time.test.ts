import { expect, test } from "vitest";
import { addMs, type Instant } from "#core/time.ts";
import { kiteKey, kiteToday, kiteTomorrow } from "#tests/support/kite.ts";
import { startTestWorkbench, type TestWorkbench } from "#tests/support/start-workbench.ts";
import { createFaultPoints } from "./fault-points.ts";
import { eventsOf, versionsOf } from "./what-is-kept.ts";

const hour = 3_600_000;

async function addKite(workbench: TestWorkbench, timeZone = "UTC"): Promise<string> {
  const { id } = await workbench.api("addProject", { body: { name: "Kite", sourceKey: kiteKey, timeZone, autonomy: "maintain" } });
  await workbench.drain();
  return id;
}

async function cycleAt(workbench: TestWorkbench, at: Instant) {
  workbench.moveTo(at);
  return (await workbench.api("runCycle")).projects[0];
}

async function signalsOf(workbench: TestWorkbench, id: string): Promise<string[]> {
  return (await eventsOf(workbench.context.store, id)).filter(({ type }) => type === "signal.received").map(({ title }) => title);
}

test.each([
  ["the day that has 25 hours", "Europe/Berlin", "2024-10-26T12:00:00.000Z", ["2024-10-26T22:00:00.000Z", "2024-10-27T23:00:00.000Z"]],
  ["the day that has 23 hours", "Europe/Berlin", "2024-03-30T12:00:00.000Z", ["2024-03-30T23:00:00.000Z", "2024-03-31T22:00:00.000Z"]],
  ["a zone far west", "Pacific/Pago_Pago", "2024-05-15T12:00:00.000Z", ["2024-05-16T11:00:00.000Z", "2024-05-17T11:00:00.000Z"]],
])("the rules run anew once a day of the project's own zone: %s", async (_, timeZone, from, midnights) => {
  const workbench = await startTestWorkbench({ at: from });
  await addKite(workbench, timeZone);
  const evaluated: Instant[] = [];
  for (let at = from; at < addMs(from, 48 * hour); at = addMs(at, hour)) {
    const cycle = await cycleAt(workbench, at);
    expect(cycle?.failed).toBeNull();
    if (cycle?.idle === false && cycle.signals === 0) evaluated.push(at);
  }
  expect(evaluated).toEqual(midnights);
});

test("after days asleep one cycle catches up, and the next is idle", async () => {
  const workbench = await startTestWorkbench();
  const id = await addKite(workbench);
  const woke = "2024-05-24T09:00:00.000Z";
  expect(await cycleAt(workbench, woke)).toMatchObject({ failed: null, idle: false });
  expect(await cycleAt(workbench, addMs(woke, hour))).toMatchObject({ failed: null, idle: true });
  const versions = await versionsOf(workbench.context.store, id, "delivery_state");
  expect(versions.map(({ content }) => "asOf" in content && content.asOf)).toEqual(["2024-05-15", "2024-05-24"]);
  const news = await signalsOf(workbench, id);
  expect(new Set(news).size).toBe(news.length);
  expect(news).toEqual(expect.arrayContaining(["KITE-23 was assigned to Ann Archer: Line snaps in strong wind"]));
});

test.each([
  ["within the day", addMs(kiteTomorrow, -2 * hour)],
  ["to the day before", kiteToday],
  ["by years", "2019-01-01T00:00:00.000Z"],
])("a clock set back %s loses no news and tells none twice", async (_, back) => {
  const workbench = await startTestWorkbench();
  const id = await addKite(workbench);
  await cycleAt(workbench, kiteTomorrow);
  const news = await signalsOf(workbench, id);
  expect(news).toHaveLength(2);
  workbench.moveTo(back);
  expect((await workbench.api("getAgent")).state).toBe("active");
  for (const at of [addMs(kiteTomorrow, hour), addMs(kiteTomorrow, 2 * hour)]) expect((await cycleAt(workbench, at))?.failed).toBeNull();
  expect(await signalsOf(workbench, id)).toEqual(news);
});

test("documents turn grey once when the source stays away, and come back once when it does", async () => {
  const workbench = await startTestWorkbench();
  const id = await addKite(workbench);
  workbench.jira.misbehave({ kind: "html" });
  for (let failed = 1; failed <= 7; failed++) await cycleAt(workbench, addMs(kiteToday, failed * 900_000));
  const grey = await versionsOf(workbench.context.store, id, "delivery_state");
  expect(grey.map(({ content }) => "overall" in content && content.overall.colour)).toEqual(["red", "grey"]);
  workbench.jira.misbehave(null);
  for (const minutes of [120, 135]) await cycleAt(workbench, addMs(kiteToday, minutes * 60_000));
  const back = await versionsOf(workbench.context.store, id, "delivery_state");
  expect(back.map(({ content }) => "overall" in content && content.overall.colour)).toEqual(["red", "grey", "red"]);
  const told = (await eventsOf(workbench.context.store, id)).filter(({ type }) => type.startsWith("cycle.")).map(({ type }) => type);
  expect(told).toEqual(["cycle.recovered", "cycle.failed"]);
});

test("turning grey is made up for when it could not be saved", async () => {
  const points = createFaultPoints();
  const workbench = await startTestWorkbench({ overrides: { memory: points.memory } });
  const id = await addKite(workbench);
  workbench.jira.misbehave({ kind: "html" });
  for (let failed = 1; failed <= 5; failed++) {
    points.arm(failed === 4 ? { at: 1, when: "before", dies: false } : null);
    await cycleAt(workbench, addMs(kiteToday, failed * 900_000));
  }
  expect((await workbench.context.memory.artefacts(id)).delivery_state?.content.overall.colour).toBe("grey");
});

test("cycles that read the source and failed afterwards do not make it unread", async () => {
  const points = createFaultPoints();
  const workbench = await startTestWorkbench({ overrides: { memory: points.memory } });
  const id = await addKite(workbench);
  for (let failed = 1; failed <= 3; failed++) {
    points.arm({ at: 1, when: "before", dies: false });
    expect((await cycleAt(workbench, addMs(kiteTomorrow, failed * 900_000)))?.failed?.stage).toBe("update-artefacts");
  }
  workbench.jira.misbehave({ kind: "html" });
  await cycleAt(workbench, addMs(kiteTomorrow, 4 * 900_000));
  expect((await workbench.context.memory.artefacts(id)).delivery_state?.content.overall.colour).toBe("red");
});
