import { expect, test } from "vitest";
import * as z from "zod";
import { addMs } from "#core/time.ts";
import { addActionRecord, listActionRecords } from "#store/entities/action-record.ts";
import { listCheckpoints, putCheckpoint } from "#store/entities/checkpoint.ts";
import { listConfiguration, putConfiguration } from "#store/entities/configuration.ts";
import { listDecidedEscalations, listProjectEscalations, putEscalation } from "#store/entities/escalation.ts";
import { listEventsOfDay, putEvent } from "#store/entities/event.ts";
import { getGraduation, listGraduations, putGraduation } from "#store/entities/graduation.ts";
import { putHeartbeat } from "#store/entities/heartbeat.ts";
import { deleteIntegration, getIntegration, listIntegrations, putIntegration } from "#store/entities/integration.ts";
import { getMessage, listMessages, messageItem } from "#store/entities/message.ts";
import * as a from "#tests/store/builders.ts";
import { eventually } from "#tests/store/contract/eventually.ts";
import { accepted, type Stores } from "#tests/store/contract/stores.ts";
import { NOON } from "#tests/store/temporary.ts";

const { projectA, projectB } = a;

export function patternContract({ opened }: Stores): void {
  test("Escalations decided since a time come latest first from all projects, in pages", async () => {
    const store = await opened();
    const ended = [1, 2, 3, 4].map((n) =>
      a.anEscalation({
        id: `E${n}`,
        projectId: n % 2 === 0 ? projectA : projectB,
        status: n === 3 ? "superseded" : "decided",
        decidedAt: addMs(NOON, n),
      }),
    );
    await store.write([...ended, a.anEscalation({ id: "E5" })].map(putEscalation));
    const [, second, , fourth] = ended;
    const since = addMs(NOON, 2);
    await eventually(async () => (await listDecidedEscalations(store, { since })).escalations).toEqual([fourth, second]);
    const page = await listDecidedEscalations(store, { since, limit: 1 });
    expect(page.escalations).toEqual([fourth]);
    expect((await listDecidedEscalations(store, { since, limit: 1, cursor: page.cursor ?? undefined })).escalations).toEqual([second]);
  });

  test("Escalations of a project can be had by status, and are those of the project alone", async () => {
    const store = await opened();
    const [pending, decided, other] = [
      a.anEscalation({ id: "E1" }),
      a.anEscalation({ id: "E2", status: "decided", decidedAt: NOON }),
      a.anEscalation({ id: "E3", projectId: projectB }),
    ];
    await store.write([pending, decided, other].map(putEscalation));
    expect(await listProjectEscalations(store, { projectId: projectA })).toEqual([decided, pending]);
    expect(await listProjectEscalations(store, { projectId: projectA, status: "pending" })).toEqual([pending]);
  });

  test("The events of a day are those of all projects and no other day, newest first, filtered, in pages", async () => {
    const store = await opened();
    const events = [0, 1, 2, 3].map((n) =>
      a.anEvent({ id: `V${n}`, at: addMs("2015-03-16T23:59:59.996Z", n), projectId: n === 1 ? null : projectA, severity: n === 2 ? "error" : "info" }),
    );
    const next = a.anEvent({ id: "V9", at: "2015-03-17T00:00:00.000Z" });
    await store.write([...events, next].map(putEvent));
    const day = "2015-03-16";
    await eventually(async () => (await listEventsOfDay(store, { day })).events).toEqual(events.toReversed());
    expect((await listEventsOfDay(store, { day, severity: "info", since: addMs("2015-03-16T23:59:59.996Z", 1) })).events).toEqual([events[3], events[1]]);
    const page = await listEventsOfDay(store, { day, limit: 3 });
    expect((await listEventsOfDay(store, { day, limit: 3, cursor: page.cursor ?? undefined })).events).toEqual([events[0]]);
  });

  test("Checkpoints of an integration come with their projects, without those of another", async () => {
    const store = await opened();
    const [timob, other] = [a.aCheckpoint(), a.aCheckpoint({ key: "OTHER" })];
    await store.write([putCheckpoint(projectB, other), putCheckpoint(projectA, timob), putCheckpoint(projectA, a.aCheckpoint({ integration: "outlook" }))]);
    await eventually(() => listCheckpoints(store, { integration: "jira" })).toEqual([
      { projectId: projectA, checkpoint: timob },
      { projectId: projectB, checkpoint: other },
    ]);
  });

  test("All configuration is listed by key, and nothing else the agent keeps", async () => {
    const store = await opened();
    await putConfiguration(store, { key: "quiet-hours", schema: z.array(z.string()), value: ["22:00", "07:00"], version: 1 });
    await putConfiguration(store, { key: "cycle", schema: z.object({ minutes: z.int() }), value: { minutes: 15 }, version: 1 });
    await store.write([putHeartbeat({ at: NOON, cycleId: "c1", projects: {} })]);
    expect(await listConfiguration(store)).toEqual([
      { key: "cycle", value: { minutes: 15 }, version: 1 },
      { key: "quiet-hours", value: ["22:00", "07:00"], version: 1 },
    ]);
  });

  test("Graduations of a tier are listed across projects; a stale one is refused", async () => {
    const store = await opened();
    const first = a.aGraduation({ projectId: projectA, tier: 2, approvals: 10.5 });
    const second = a.aGraduation({ projectId: projectB, tier: 2, approvals: 10 });
    await store.write([second, first, a.aGraduation({ actionType: "email_stakeholder" })].map(putGraduation));
    await eventually(() => listGraduations(store, { tier: 2 })).toEqual([first, second]);
    expect(await accepted(store, putGraduation(first))).toBe(false);
    expect(await getGraduation(store, { projectId: projectA, actionType: "jira_comment" })).toEqual(first);
    expect(await getGraduation(store, { projectId: projectA, actionType: "scope_change" })).toBeNull();
  });

  test("Action records of a project come newest first, back to a time, in pages; one is never written over", async () => {
    const store = await opened();
    const records = [1, 2, 3].map((n) => a.anActionRecord({ id: `R${n}`, at: addMs(NOON, n) }));
    await store.write([...records, a.anActionRecord({ id: "R4", projectId: projectB })].map(addActionRecord));
    const [first, second, third] = records;
    await eventually(async () => (await listActionRecords(store, { projectId: projectA })).records).toEqual([third, second, first]);
    const page = await listActionRecords(store, { projectId: projectA, since: addMs(NOON, 2), limit: 1 });
    expect(page.records).toEqual([third]);
    const rest = await listActionRecords(store, { projectId: projectA, since: addMs(NOON, 2), limit: 1, cursor: page.cursor ?? undefined });
    expect(rest.records).toEqual([second]);
    expect(await accepted(store, addActionRecord(a.anActionRecord({ id: "R1", at: addMs(NOON, 1), what: "Something else" })))).toBe(false);
  });

  test("Messages of a project come newest first, back to a time; one read again is one message", async () => {
    const store = await opened();
    const messages = [1, 2].map((n) => a.aMessage({ id: `M${n}`, at: addMs(NOON, n) }));
    await store.putMany(messages.map((message) => messageItem(projectA, message)));
    await store.putMany(messages.slice(0, 1).map((message) => messageItem(projectA, message)));
    expect((await listMessages(store, { projectId: projectA })).messages).toEqual(messages.toReversed());
    expect((await listMessages(store, { projectId: projectA, since: addMs(NOON, 2) })).messages).toEqual(messages.slice(1));
    expect((await listMessages(store, { projectId: projectB })).messages).toEqual([]);
    await eventually(() => getMessage(store, { projectId: projectA, at: addMs(NOON, 1), id: "M1" })).toEqual(messages[0]);
    expect(await getMessage(store, { projectId: projectA, at: NOON, id: "M1" })).toBeNull();
  });

  test("Integrations are listed by name, and only the version that was seen can be changed or removed", async () => {
    const store = await opened();
    const [jira, smtp] = [a.anIntegration(), a.anIntegration({ name: "smtp", settings: {} })];
    await store.write([putIntegration(smtp), putIntegration(jira)]);
    expect(await listIntegrations(store)).toEqual([jira, smtp]);
    expect(await accepted(store, putIntegration(jira))).toBe(false);
    expect(await accepted(store, deleteIntegration({ name: "jira", version: 2 }))).toBe(false);
    await store.write([deleteIntegration({ name: "jira", version: 1 })]);
    expect(await getIntegration(store, { name: "jira" })).toBeNull();
    expect(await getIntegration(store, { name: "smtp" })).toEqual(smtp);
  });
}
