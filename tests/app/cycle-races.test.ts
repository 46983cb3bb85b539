import { expect, test } from "vitest";
import type { Memory, Save } from "#core/ports.ts";
import { kiteKey, kiteTomorrow } from "#tests/support/kite.ts";
import { startTestWorkbench, type TestWorkbench } from "#tests/support/start-workbench.ts";
import { eventsOf, versionsOf } from "./what-is-kept.ts";

type Raced = { workbench: TestWorkbench; id: string; meanwhile: (which: (saves: readonly Save[]) => boolean, act: () => Promise<unknown>) => void };

const documentsOfACycle = (saves: readonly Save[]): boolean => saves.some((save) => save.kind === "project-unchanged");

/** Kite after its first sync, on the next day; `meanwhile` acts once, just before a save of that kind reaches the store. */
async function kiteInARace(): Promise<Raced> {
  let planned: { which: (saves: readonly Save[]) => boolean; act: () => Promise<unknown> } | null = null;
  const memory = (inner: Memory): Memory => ({
    ...inner,
    saveTogether: async (saves) => {
      const due = planned?.which(saves) ? planned : null;
      if (due) planned = null;
      await due?.act();
      await inner.saveTogether(saves);
    },
  });
  const workbench = await startTestWorkbench({ overrides: { memory } });
  const { id } = await workbench.api("addProject", { body: { name: "Kite", sourceKey: kiteKey, timeZone: "UTC", autonomy: "maintain" } });
  await workbench.drain();
  workbench.moveTo(kiteTomorrow);
  return { workbench, id, meanwhile: (which, act) => (planned = { which, act }) };
}

async function change(workbench: TestWorkbench, id: string, body: { status?: "active" | "paused" | "archived"; autonomy?: "observe" }): Promise<void> {
  const { version } = await workbench.api("getProject", { params: { id } });
  await workbench.api("changeProject", { params: { id }, body: { ...body, version } });
}

async function pending(workbench: TestWorkbench, subject: string) {
  const { escalations } = await workbench.api("listEscalations");
  const found = escalations.find((one) => one.subject === subject);
  if (!found) throw new Error(`nothing pending about ${subject}`);
  return found;
}

async function decide(workbench: TestWorkbench, id: string, subject: string): Promise<void> {
  const { id: eid, version } = await pending(workbench, subject);
  await workbench.api("decideEscalation", { params: { id, eid }, body: { option: "accept", notes: "It can wait.", version } });
}

async function cycle(workbench: TestWorkbench): Promise<{ failed: unknown; idle: boolean } | undefined> {
  return (await workbench.api("runCycle")).projects[0];
}

async function failuresTold({ context }: TestWorkbench, id: string): Promise<string[]> {
  return (await eventsOf(context.store, id)).filter(({ type }) => type === "cycle.failed").map(({ title }) => title);
}

test.each(["undoArtefact", "restoreArtefact"] as const)("%s during a cycle stays in the history, and the cycle goes on from it", async (route) => {
  const { workbench, id, meanwhile } = await kiteInARace();
  await cycle(workbench);
  workbench.moveTo("2024-05-17T09:00:00.000Z");
  const params = { id, type: "delivery_state" } as const;
  const { version } = await workbench.api("getArtefact", { params });
  expect(version).toBe(2);
  meanwhile(documentsOfACycle, async () =>
    route === "undoArtefact" ? workbench.api(route, { params, body: { version } }) : workbench.api(route, { params, body: { version, to: 1 } }),
  );
  expect(await cycle(workbench)).toMatchObject({ failed: null, idle: false });
  const versions = await versionsOf(workbench.context.store, id, "delivery_state");
  expect(versions.map(({ note }) => note.by)).toEqual(["agent", "agent", "user", "agent"]);
  expect(versions[2]?.content).toEqual(versions[0]?.content);
  expect(await failuresTold(workbench, id)).toEqual([]);
  expect(await cycle(workbench)).toMatchObject({ failed: null, idle: true });
});

test("a decision during a cycle is kept, and the documents the cycle saves know of it", async () => {
  const { workbench, id, meanwhile } = await kiteInARace();
  meanwhile(documentsOfACycle, async () => decide(workbench, id, "blocked:KITE-22"));
  expect(await cycle(workbench)).toMatchObject({ failed: null });
  const { decision_log: log, raid_log: raid } = await workbench.context.memory.artefacts(id);
  const [decision] = log?.content.decisions ?? [];
  expect(decision).toMatchObject({ rationale: "It can wait." });
  expect(raid?.content.items.find((item) => item.subject === "blocked:KITE-22")).toMatchObject({ status: "accepted", decisions: [decision?.id] });
  const last = (await versionsOf(workbench.context.store, id, "delivery_state")).at(-1);
  expect(last?.type === "delivery_state" && last.content.nextActions.map((action) => action.text).join()).not.toContain("KITE-22 is blocked");
  expect(await failuresTold(workbench, id)).toEqual([]);
});

test("a decision on a document the cycle leaves as it is still reaches the one it saves", async () => {
  const { workbench, id, meanwhile } = await kiteInARace();
  workbench.moveTo("2024-05-16T01:00:00.000Z");
  meanwhile(documentsOfACycle, async () => decide(workbench, id, "blocked:KITE-22"));
  expect(await cycle(workbench)).toMatchObject({ changed: expect.not.arrayContaining(["raid_log"]) as string[] });
  // Nothing is left to conclude when the rules run again.
  workbench.jira.misbehave({ kind: "status", status: 500 });
  await cycle(workbench);
  workbench.jira.misbehave(null);
  expect(await cycle(workbench)).toMatchObject({ failed: null, idle: false, changed: [] });
});

test("a decision shows in the delivery state at the next cycle, though Jira has nothing new", async () => {
  const { workbench, id } = await kiteInARace();
  await cycle(workbench);
  const asksFor = async (): Promise<string> => JSON.stringify((await workbench.context.memory.artefacts(id)).delivery_state?.content.nextActions);
  expect(await asksFor()).toContain("KITE-22");
  workbench.moveTo("2024-05-16T14:00:00.000Z");
  await decide(workbench, id, "blocked:KITE-22");
  workbench.moveTo("2024-05-16T14:10:00.000Z");
  expect(await cycle(workbench)).toMatchObject({ failed: null, changed: ["delivery_state"] });
  workbench.moveTo("2024-05-16T14:20:00.000Z");
  expect(await cycle(workbench)).toMatchObject({ failed: null, idle: true });
});

test("a question decided just as the cycle withdraws it counts as decided", async () => {
  const { workbench, id, meanwhile } = await kiteInARace();
  meanwhile(documentsOfACycle, async () => decide(workbench, id, "critical-unowned:KITE-23"));
  expect(await cycle(workbench)).toMatchObject({ failed: null });
  const all = await workbench.context.memory.escalations(id);
  expect(all.filter((one) => one.subject === "critical-unowned:KITE-23")).toMatchObject([{ status: "decided", standing: false, supersededBecause: null }]);
  expect((await workbench.context.memory.artefacts(id)).decision_log?.content.decisions).toHaveLength(1);
});

test("a cycle that saves a document just as the user decides does not cost the decision", async () => {
  const { workbench, id, meanwhile } = await kiteInARace();
  meanwhile((saves) => saves.some((save) => save.kind === "escalation" && save.escalation.status === "decided"), async () => workbench.context.agent.runCycle());
  await decide(workbench, id, "blocked:KITE-22");
  const { decision_log: log, raid_log: raid } = await workbench.context.memory.artefacts(id);
  expect(log?.content.decisions).toHaveLength(1);
  expect(raid?.content.items.find((item) => item.subject === "blocked:KITE-22")?.decisions).toEqual([log?.content.decisions[0]?.id]);
  expect(raid?.content.items.find((item) => item.subject === "critical-unowned:KITE-23")).toMatchObject({ status: "closed" });
});

test("two answers to one question at the same moment: one counts, the other is told so", async () => {
  const { workbench, id, meanwhile } = await kiteInARace();
  meanwhile((saves) => saves.some((save) => save.kind === "escalation"), async () => decide(workbench, id, "blocked:KITE-22"));
  await expect(decide(workbench, id, "blocked:KITE-22")).rejects.toThrow("already decided");
  expect((await workbench.context.memory.artefacts(id)).decision_log?.content.decisions).toHaveLength(1);
});

test("an answer to a question that has been withdrawn is refused with the reason", async () => {
  const { workbench, id } = await kiteInARace();
  const { id: eid, version } = await pending(workbench, "critical-unowned:KITE-23");
  await cycle(workbench);
  const answer = workbench.api("decideEscalation", { params: { id, eid }, body: { option: "accept", notes: "", version } });
  await expect(answer).rejects.toThrow("KITE-23 is now assigned to Ann Archer");
});

test.each(["paused", "archived"] as const)("a project %s during a cycle is left as it is, and read from there when it is active again", async (status) => {
  const { workbench, id, meanwhile } = await kiteInARace();
  const { context } = workbench;
  const before = { documents: await context.memory.artefacts(id), checkpoint: await context.memory.checkpoint(id, "jira", kiteKey) };
  meanwhile(documentsOfACycle, async () => change(workbench, id, { status }));
  expect(await cycle(workbench)).toBeUndefined();
  expect({ documents: await context.memory.artefacts(id), checkpoint: await context.memory.checkpoint(id, "jira", kiteKey) }).toEqual(before);
  expect(await failuresTold(workbench, id)).toEqual([]);
  await change(workbench, id, { status: "active" });
  await workbench.drain();
  await cycle(workbench);
  expect((await eventsOf(context.store, id)).filter(({ type }) => type === "signal.received")).toHaveLength(2);
});

test("a project set to observe during a cycle gets no document from it", async () => {
  const { workbench, id, meanwhile } = await kiteInARace();
  const before = await workbench.context.memory.artefacts(id);
  meanwhile(documentsOfACycle, async () => change(workbench, id, { autonomy: "observe" }));
  expect(await cycle(workbench)).toMatchObject({ failed: null, verdicts: { drop: expect.any(Number) as number } });
  expect(await workbench.context.memory.artefacts(id)).toEqual(before);
});

test("raising the level makes the documents at the next cycle, with no news from Jira", async () => {
  const workbench = await startTestWorkbench();
  const { id, version } = await workbench.api("addProject", { body: { name: "Kite", sourceKey: kiteKey, timeZone: "UTC", autonomy: "observe" } });
  await workbench.drain();
  await workbench.api("changeProject", { params: { id }, body: { autonomy: "maintain", version } });
  await cycle(workbench);
  expect((await workbench.api("listArtefacts", { params: { id } })).artefacts).toHaveLength(4);
});

test("at observe the same offer is told once", async () => {
  const workbench = await startTestWorkbench();
  const { id } = await workbench.api("addProject", { body: { name: "Kite", sourceKey: kiteKey, timeZone: "UTC", autonomy: "observe" } });
  await workbench.drain();
  workbench.moveTo(kiteTomorrow);
  await cycle(workbench);
  const offers = (await eventsOf(workbench.context.store, id)).filter(({ type }) => type === "artefact.offered");
  expect(offers.filter(({ title }) => title.includes("decision log"))).toHaveLength(1);
  expect(offers.filter(({ title }) => title.includes("raid log"))).toHaveLength(2);
});

test("an undone document is left alone while the facts and the day stay the same", async () => {
  const { workbench, id } = await kiteInARace();
  await cycle(workbench);
  const params = { id, type: "raid_log" } as const;
  const { version } = await workbench.api("getArtefact", { params });
  const undone = await workbench.api("undoArtefact", { params, body: { version } });
  for (const hour of ["14", "18", "23"]) {
    workbench.moveTo(`2024-05-16T${hour}:30:00.000Z`);
    expect(await cycle(workbench)).toMatchObject({ idle: true });
  }
  expect((await workbench.api("getArtefact", { params })).version).toBe(undone.version);
  workbench.moveTo("2024-05-17T00:30:00.000Z");
  await cycle(workbench);
  expect((await workbench.api("getArtefact", { params })).version).toBe(undone.version + 1);
});
