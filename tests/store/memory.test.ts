import { expect, test } from "vitest";
import type { Save } from "#core/ports.ts";
import { getArtefactVersion } from "#store/entities/artefact.ts";
import { listEvents } from "#store/entities/event.ts";
import { getProject } from "#store/entities/project.ts";
import { createMemory } from "#store/memory.ts";
import { aCheckpoint, anEscalation, anEvent, anIssue, aProject, aRaidLog, projectA, projectB } from "./builders.ts";
import { NOON, temporaryStore } from "./temporary.ts";

test("Facts come back as they were saved: issues by key, sprints and releases by id, only of their project", async () => {
  const memory = createMemory(temporaryStore());
  const sprint = { id: 9, boardId: 1, name: "Sprint 9", state: "active" as const, goal: null, startAt: NOON, endAt: null, completedAt: null };
  const release = { id: "77", name: "4.0", startOn: null, releaseOn: "2015-05-01", released: false, archived: false };
  const profile = { source: "jira" as const, priorities: ["High", "Low"], accountTimeZone: "UTC", boardIds: [1] };
  const issues = ["TIMOB-1", "TIMOB-2", "TIMOB-3"].map((key) => anIssue({ key }));
  const sprints = [sprint, { ...sprint, id: 10 }];
  await memory.saveFacts(projectA, { issues: issues.toReversed(), sprints: sprints.toReversed(), releases: [release], profile });
  await memory.saveFacts(projectB, { issues: [anIssue({ key: "OTHER-1" })] });

  expect(await memory.facts(projectA)).toEqual({ issues, sprints, releases: [release], profile });
  expect(await memory.frame(projectB)).toEqual({ sprints: [], releases: [], profile: null });
  expect([...(await memory.issues(projectA, ["TIMOB-2", "OTHER-1", "TIMOB-2"])).entries()]).toEqual([["TIMOB-2", issues[1]]]);
});

test("Saving some facts leaves the others as they are", async () => {
  const memory = createMemory(temporaryStore());
  await memory.saveFacts(projectA, { issues: [anIssue(), anIssue({ key: "TIMOB-2" })] });
  await memory.saveFacts(projectA, { issues: [anIssue({ key: "TIMOB-2", status: "Done" })] });
  expect((await memory.facts(projectA)).issues.map(({ key, status }) => `${key} ${status}`)).toEqual(["TIMOB-1 Open", "TIMOB-2 Done"]);
});

test("A fact that does not fit its schema is refused by key, and none of the others is saved", async () => {
  const memory = createMemory(temporaryStore());
  const saving = memory.saveFacts(projectA, { issues: [anIssue(), anIssue({ key: "TIMOB-2", createdAt: "yesterday" })] });
  await expect(saving).rejects.toMatchObject({ code: "invalid", message: expect.stringContaining("ISSUE#TIMOB-2") });
  expect((await memory.facts(projectA)).issues).toEqual([]);
});

test("What is saved together is all there", async () => {
  const store = temporaryStore();
  const memory = createMemory(store);
  const artefact = aRaidLog();
  await memory.saveTogether([
    { kind: "project", project: aProject() },
    { kind: "artefact", artefact },
    { kind: "escalation", escalation: anEscalation() },
    { kind: "checkpoint", projectId: projectA, checkpoint: aCheckpoint() },
    { kind: "event", event: anEvent() },
  ]);
  expect(await getProject(store, { projectId: projectA })).toEqual(aProject());
  expect(await memory.artefacts(projectA)).toEqual({ delivery_state: null, raid_log: artefact, backlog_summary: null, decision_log: null });
  expect(await memory.escalations(projectA)).toEqual([anEscalation()]);
  expect(await memory.checkpoint(projectA, "jira", "TIMOB")).toEqual(aCheckpoint());
  expect(await memory.checkpoint(projectA, "jira", "OTHER")).toBeNull();
  expect((await listEvents(store, { today: "2015-03-16", limit: 9 })).events).toEqual([anEvent()]);
  expect(store.usage().byOperation.write?.requests).toBe(1);
});

const stale: [string, Save, Save][] = [
  ["project", { kind: "project", project: aProject() }, { kind: "project", project: aProject({ version: 3 }) }],
  ["artefact", { kind: "artefact", artefact: aRaidLog() }, { kind: "artefact", artefact: aRaidLog({ version: 1 }) }],
  ["escalation", { kind: "escalation", escalation: anEscalation() }, { kind: "escalation", escalation: anEscalation({ version: 1 }) }],
  [
    "checkpoint",
    { kind: "checkpoint", projectId: projectA, checkpoint: aCheckpoint() },
    { kind: "checkpoint", projectId: projectA, checkpoint: aCheckpoint({ version: 3 }) },
  ],
];

test.each(stale)("A stale %s is refused, and nothing saved together with it is kept", async (_, first, second) => {
  const store = temporaryStore();
  const memory = createMemory(store);
  await memory.saveTogether([first]);
  const saving = memory.saveTogether([
    { kind: "event", event: anEvent() },
    { kind: "artefact", artefact: aRaidLog({ projectId: projectB }) },
    second,
  ]);
  await expect(saving).rejects.toMatchObject({ code: "condition-failed", payload: { item: { version: 1 } } });
  expect((await listEvents(store, { today: "2015-03-16", limit: 9 })).events).toEqual([]);
  expect((await memory.artefacts(projectB)).raid_log).toBeNull();
  expect(await getArtefactVersion(store, { projectId: projectB, type: "raid_log", version: 1 })).toBeNull();
});

test("Of two cycles that save the same next version, one wins", async () => {
  const memory = createMemory(temporaryStore());
  await memory.saveTogether([{ kind: "checkpoint", projectId: projectA, checkpoint: aCheckpoint() }]);
  const next = (position: string): Save => ({ kind: "checkpoint", projectId: projectA, checkpoint: aCheckpoint({ version: 2, position }) });
  const outcomes = await Promise.allSettled([memory.saveTogether([next("a")]), memory.saveTogether([next("b")])]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("Saving nothing together asks the store for nothing", async () => {
  const store = temporaryStore();
  await createMemory(store).saveTogether([]);
  expect(store.usage().requests).toBe(0);
});

test("A heartbeat replaces the one before in a single request", async () => {
  const store = temporaryStore();
  const memory = createMemory(store);
  expect(await memory.heartbeat()).toBeNull();
  const heartbeat = { at: NOON, cycleId: "c1", projects: { [projectA]: { lastReadAt: NOON, failures: 0, error: null } } };
  await memory.saveTogether([{ kind: "heartbeat", heartbeat: { ...heartbeat, cycleId: "c0" } }]);
  await memory.saveTogether([{ kind: "heartbeat", heartbeat }]);
  expect(await memory.heartbeat()).toEqual(heartbeat);
  expect(store.usage().byOperation.write).toMatchObject({ requests: 2, writeUnits: 2 });
});
