import { expect, test } from "vitest";
import type { ArtefactContents, ArtefactType } from "#core/entities/artefact.ts";
import { declareErrors } from "#core/errors.ts";
import { addMs } from "#core/time.ts";
import type { Memory, Save } from "#core/ports.ts";
import { kiteKey, kiteToday, kiteTomorrow } from "#tests/support/kite.ts";
import { startTestWorkbench, type TestWorkbench } from "#tests/support/start-workbench.ts";

const testError = declareErrors({ "planted-failure": { fault: "ours", retry: false } });

async function addKite(workbench: TestWorkbench, autonomy: "observe" | "maintain" = "maintain"): Promise<string> {
  const { id } = await workbench.api("addProject", { body: { name: "Kite", sourceKey: kiteKey, timeZone: "UTC", autonomy } });
  await workbench.drain();
  return id;
}

async function content<T extends ArtefactType>(workbench: TestWorkbench, id: string, type: T): Promise<ArtefactContents[T]> {
  const set = await workbench.context.memory.artefacts(id);
  const artefact = set[type];
  if (!artefact) throw new Error(`no ${type}`);
  return artefact.content as ArtefactContents[T];
}

async function eventTypes(workbench: TestWorkbench): Promise<string[]> {
  const { events } = await workbench.api("listEvents", { query: { limit: 200 } });
  return events.map((event) => event.type);
}

test("a first sync turns the recorded issues into what each rule must find", async () => {
  const workbench = await startTestWorkbench();
  const id = await addKite(workbench);
  const raid = await content(workbench, id, "raid_log");
  expect(new Set(raid.items.map((item) => item.subject))).toEqual(new Set(["aged:KITE-22", "blocked:KITE-22", "critical-unowned:KITE-23", "due-missed:KITE-24"]));
  const backlog = await content(workbench, id, "backlog_summary");
  expect(backlog.refinement.map((item) => item.key)).toEqual(["KITE-26"]);
  expect(backlog.highlights.map((one) => `${one.kind} ${one.key}`)).toContain("scope creep KITE-25");
  expect(backlog.totals).toMatchObject({ all: 19, open: 5, byCategory: { new: 4, indeterminate: 1, done: 14, unknown: 0 } });
  const delivery = await content(workbench, id, "delivery_state");
  expect(delivery.sprint).toMatchObject({ name: "Kite 11", committed: 2, added: 1, done: 0 });
  expect(delivery.flow).toMatchObject({ basis: "history", wip: 1, cycleTime: { p50: { days: 3 }, p85: { days: 3 }, sample: 14 } });
  expect(delivery.dimensions.flow.colour).toBe("red");
  expect(await content(workbench, id, "decision_log")).toEqual({ decisions: [] });
  const { escalations } = await workbench.api("listEscalations");
  expect(escalations.map((one) => one.subject).toSorted()).toEqual(["blocked:KITE-22", "critical-unowned:KITE-23"]);
  expect(workbench.jira.unexpected()).toEqual([]);
});

test("the report of a cycle names every stage in order", async () => {
  const workbench = await startTestWorkbench();
  await addKite(workbench);
  workbench.moveTo(kiteTomorrow);
  const report = await workbench.api("runCycle");
  expect(report.stages.map((stage) => stage.name)).toEqual(["detect", "normalise", "triage", "reason", "decide", "execute", "update-artefacts", "record"]);
  expect(report).toMatchObject({ signals: 2, modelCalls: 0 });
  expect(report.changes).toBeGreaterThan(0);
});

test("a cycle in which nothing changed writes its heartbeat and nothing else", async () => {
  const saved: string[] = [];
  const watching = (memory: Memory): Memory => ({
    ...memory,
    saveTogether: async (saves) => {
      saved.push(...saves.map((save) => save.kind));
      await memory.saveTogether(saves);
    },
    saveFacts: async (id, facts) => {
      saved.push("facts");
      await memory.saveFacts(id, facts);
    },
  });
  const workbench = await startTestWorkbench({ overrides: { memory: watching } });
  await addKite(workbench);
  saved.length = 0;
  workbench.moveTo(addMs(kiteToday, 900_000));
  const report = await workbench.api("runCycle");
  expect(saved).toEqual(["heartbeat"]);
  expect(report.projects[0]).toMatchObject({ idle: true, failed: null });
  expect(report.projects[0]?.sourceRequests).toBeLessThanOrEqual(6);
});

test("a new day alone makes the rules run again", async () => {
  const workbench = await startTestWorkbench();
  const id = await addKite(workbench);
  const before = await content(workbench, id, "delivery_state");
  workbench.moveTo(addMs(kiteToday, 15 * 3_600_000));
  await workbench.api("runCycle");
  const after = await content(workbench, id, "delivery_state");
  expect([before.asOf, after.asOf]).toEqual(["2024-05-15", "2024-05-16"]);
  expect(after.blockers[0]?.ageDays).toBe((before.blockers[0]?.ageDays ?? 0) + 1);
});

test("news becomes events once, and a matter that ends closes its item and its question with the reason", async () => {
  const workbench = await startTestWorkbench();
  const id = await addKite(workbench);
  workbench.moveTo(kiteTomorrow);
  await workbench.api("runCycle");
  await workbench.api("runCycle");
  const { events } = await workbench.api("listEvents", { query: { type: "signal.received" } });
  expect(events.map((event) => event.title)).toEqual(["Bob Baker commented on KITE-24: Book the test field", "KITE-23 was assigned to Ann Archer: Line snaps in strong wind"]);
  expect(events[0]?.detail).toBe("The field is free on Friday.");
  const raid = await content(workbench, id, "raid_log");
  const item = raid.items.find((one) => one.subject === "critical-unowned:KITE-23");
  expect(item).toMatchObject({ status: "closed", closed: { on: "2024-05-16", because: "KITE-23 is now assigned to Ann Archer." } });
  const { escalations } = await workbench.api("listEscalations", { query: { status: "superseded" } });
  expect(escalations.map((one) => one.supersededBecause)).toEqual(["KITE-23 is now assigned to Ann Archer."]);
});

test("a failing Jira is an event, leaves the checkpoint, and is told again only when it is over", async () => {
  const workbench = await startTestWorkbench();
  const id = await addKite(workbench);
  const before = await workbench.context.memory.checkpoint(id, "jira", kiteKey);
  workbench.moveTo(kiteTomorrow);
  workbench.jira.misbehave({ kind: "status", status: 500 });
  const failed = await workbench.api("runCycle");
  expect(failed.projects[0]?.failed).toMatchObject({ stage: "detect", code: "jira-failed" });
  await workbench.api("runCycle");
  expect(await workbench.context.memory.checkpoint(id, "jira", kiteKey)).toEqual(before);
  expect((await workbench.api("getAgent")).state).toBe("error");
  workbench.jira.misbehave(null);
  const recovered = await workbench.api("runCycle");
  expect(recovered.signals).toBe(2);
  const types = await eventTypes(workbench);
  expect(types.filter((type) => type.startsWith("cycle."))).toEqual(["cycle.recovered", "cycle.failed"]);
});

test("a source that was not read for four cycles turns what leans on it grey and closes nothing", async () => {
  const workbench = await startTestWorkbench();
  const id = await addKite(workbench);
  const open = (await content(workbench, id, "raid_log")).items.filter((item) => item.status === "open").length;
  workbench.moveTo(kiteTomorrow);
  workbench.jira.misbehave({ kind: "html" });
  for (let cycle = 0; cycle < 4; cycle++) await workbench.api("runCycle");
  const delivery = await content(workbench, id, "delivery_state");
  expect(delivery.overall.colour).toBe("grey");
  expect(Object.values(delivery.dimensions).map((one) => one.colour)).toEqual(["grey", "grey", "grey", "grey"]);
  expect((await content(workbench, id, "raid_log")).items.filter((item) => item.status === "open")).toHaveLength(open);
  const { coverage } = await workbench.api("getArtefact", { params: { id, type: "delivery_state" } });
  expect(coverage.sources[0]).toMatchObject({ stale: true, error: expect.stringContaining("base URL") });
  workbench.jira.misbehave(null);
  await workbench.api("runCycle");
  expect((await content(workbench, id, "delivery_state")).overall.colour).toBe("red");
});

test("a crash before the checkpoint repeats the cycle without telling or saving anything twice", async () => {
  let failing = false;
  const crashing = (memory: Memory): Memory => ({
    ...memory,
    saveTogether: async (saves: readonly Save[]) => {
      if (failing && saves.some((save) => save.kind === "checkpoint")) throw testError("planted-failure", "the checkpoint was not written");
      await memory.saveTogether(saves);
    },
    saveFacts: async (id, facts) => {
      if (failing) throw testError("planted-failure", "the facts were not written");
      await memory.saveFacts(id, facts);
    },
  });
  const workbench = await startTestWorkbench({ overrides: { memory: crashing } });
  const id = await addKite(workbench);
  workbench.moveTo(kiteTomorrow);
  failing = true;
  const crashed = await workbench.api("runCycle");
  expect(crashed.projects[0]?.failed).toMatchObject({ stage: "record" });
  const versions = await workbench.context.memory.artefacts(id);
  failing = false;
  const repeated = await workbench.api("runCycle");
  expect(repeated.signals).toBe(2);
  expect(await workbench.context.memory.artefacts(id)).toEqual(versions);
  const { events } = await workbench.api("listEvents", { query: { type: "signal.received" } });
  expect(events).toHaveLength(2);
});

test("a paused project is not polled, and a resumed one is", async () => {
  const workbench = await startTestWorkbench();
  const id = await addKite(workbench);
  const { version } = await workbench.api("getProject", { params: { id } });
  await workbench.api("changeProject", { params: { id }, body: { status: "paused", version } });
  const asked = workbench.jira.requests.length;
  await workbench.api("runCycle");
  expect(workbench.jira.requests).toHaveLength(asked);
  expect((await workbench.api("getAgent")).state).toBe("paused");
  await workbench.api("changeProject", { params: { id }, body: { status: "active", version: version + 1 } });
  await workbench.api("runCycle");
  expect(workbench.jira.requests.length).toBeGreaterThan(asked);
});

test("cycles asked for at the same time never overlap", async () => {
  let inside = 0;
  let most = 0;
  const counting = (memory: Memory): Memory => ({
    ...memory,
    checkpoint: async (...which) => {
      most = Math.max(most, ++inside);
      return memory.checkpoint(...which);
    },
    saveTogether: async (saves) => {
      await memory.saveTogether(saves);
      if (saves.some((save) => save.kind === "heartbeat")) inside--;
    },
  });
  const workbench = await startTestWorkbench({ overrides: { memory: counting } });
  await addKite(workbench);
  const reports = await Promise.all([1, 2, 3].map(async () => workbench.api("runCycle")));
  expect(most).toBe(1);
  expect(new Set(reports.map((report) => report.id)).size).toBeLessThanOrEqual(2);
});

test("at the level observe documents are offered, not written", async () => {
  const workbench = await startTestWorkbench();
  const id = await addKite(workbench, "observe");
  const { artefacts } = await workbench.api("listArtefacts", { params: { id } });
  expect(artefacts).toEqual([]);
  expect(await eventTypes(workbench)).toContain("artefact.offered");
  expect((await workbench.api("listEscalations")).escalations).toHaveLength(2);
});
