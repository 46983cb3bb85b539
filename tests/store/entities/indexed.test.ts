import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EscalationStatus, type Escalation } from "#core/entities/escalation.ts";
import { ProjectStatus } from "#core/entities/project.ts";
import { addMs } from "#core/time.ts";
import { getCheckpoint, putCheckpoint } from "#store/entities/checkpoint.ts";
import { getConfiguration, putConfiguration } from "#store/entities/configuration.ts";
import { getEscalation, listEscalations, listProjectEscalations, putEscalation } from "#store/entities/escalation.ts";
import { getProject, listProjects, putProject } from "#store/entities/project.ts";
import * as z from "zod";
import { aCheckpoint, anEscalation, aProject, projectA, projectB } from "#tests/store/builders.ts";
import { NOON, temporaryStore } from "#tests/store/temporary.ts";

function uuid(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
}

describe("Index keys follow the item", () => {
  const statuses = ProjectStatus.options;

  test("Projects are listed under the status they have, the one changed last first, whatever they went through", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ at: fc.nat({ max: 3 }), status: fc.constantFrom(...statuses) }), { maxLength: 15 }), async (changes) => {
        const store = temporaryStore();
        const projects = new Map(Array.from({ length: 4 }, (_, n) => [n, aProject({ id: uuid(n), updatedAt: addMs(NOON, n) })]));
        await store.write([...projects.values()].map(putProject));
        for (const [step, { at, status }] of changes.entries()) {
          const project = aProject({ ...projects.get(at), status, updatedAt: addMs(NOON, 10 + step) });
          projects.set(at, { ...project, version: project.version + 1 });
          await store.write([putProject({ ...project, version: project.version + 1 })]);
        }
        for (const status of statuses) {
          const expected = [...projects.values()].filter((project) => project.status === status);
          expect(await listProjects(store, { status })).toEqual(expected.sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1)));
        }
      }),
      { numRuns: 20 },
    );
  });

  test("Escalations are listed under the status they have: pending oldest first, ended latest first", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...EscalationStatus.options), { minLength: 1, maxLength: 12 }), async (ends) => {
        const store = temporaryStore();
        const escalations = ends.map((status, n): Escalation => {
          const raised = anEscalation({ id: `E${n + 10}`, createdAt: addMs(NOON, n), projectId: n % 2 === 0 ? projectA : projectB });
          // Ended in the opposite order to the one they were raised in.
          return status === "pending" ? raised : { ...raised, status, decidedAt: addMs(NOON, 1000 - n), version: 2 };
        });
        for (const escalation of escalations) {
          if (escalation.version === 2) await store.write([putEscalation({ ...escalation, status: "pending", decidedAt: null, version: 1 })]);
          await store.write([putEscalation(escalation)]);
        }
        for (const status of EscalationStatus.options) {
          const expected = escalations.filter((escalation) => escalation.status === status);
          const listed = await listEscalations(store, { status });
          expect(listed).toEqual({ escalations: expected, cursor: null });
          const ofA = await listEscalations(store, { status, projectId: projectA });
          expect(ofA.escalations).toEqual(expected.filter(({ projectId }) => projectId === projectA));
        }
        expect(await listProjectEscalations(store, { projectId: projectA })).toEqual(escalations.filter(({ projectId }) => projectId === projectA).reverse());
      }),
      { numRuns: 20 },
    );
  });

  test("Escalations page by limit and cursor", async () => {
    const store = temporaryStore();
    const raised = [1, 2, 3].map((n) => anEscalation({ id: `E${n}`, createdAt: addMs(NOON, n) }));
    await store.write(raised.map(putEscalation));
    const first = await listEscalations(store, { status: "pending", limit: 2 });
    const second = await listEscalations(store, { status: "pending", limit: 2, cursor: first.cursor ?? undefined });
    expect([first.escalations, second.escalations]).toEqual([raised.slice(0, 2), raised.slice(2)]);
  });

  test("An ended escalation without the time it ended cannot be kept", () => {
    expect(() => putEscalation(anEscalation({ status: "decided" }))).toThrow(expect.objectContaining({ code: "invalid" }));
  });

  test("Checkpoints of an integration are together across projects", async () => {
    const store = temporaryStore();
    await store.write([putCheckpoint(projectB, aCheckpoint({ key: "B" })), putCheckpoint(projectA, aCheckpoint({ key: "A" }))]);
    const { items } = await store.query({ index: "GSI2", partition: "CHECKPOINT#jira" });
    expect(items.map(({ GSI2SK }) => GSI2SK)).toEqual([`PROJECT#${projectA}#A`, `PROJECT#${projectB}#B`]);
    expect(await getCheckpoint(store, { projectId: projectB, integration: "jira", key: "B" })).toEqual(aCheckpoint({ key: "B" }));
  });
});

test("What is not there is null", async () => {
  const store = temporaryStore();
  expect(await getProject(store, { projectId: projectA })).toBeNull();
  expect(await getEscalation(store, { projectId: projectA, id: "none" })).toBeNull();
});

test("A stored item that does not fit its schema is corrupt, by its key", async () => {
  const store = temporaryStore();
  await store.putMany([{ PK: `PROJECT#${projectA}`, SK: "METADATA", name: 3 }]);
  await expect(getProject(store, { projectId: projectA })).rejects.toMatchObject({
    code: "corrupt",
    message: expect.stringContaining(`PROJECT#${projectA} / METADATA`),
  });
});

test("Configuration is kept by key and version; a stale one is refused and one of the wrong shape is neither kept nor read", async () => {
  const store = temporaryStore();
  const schema = z.object({ minutes: z.int() });
  const at = { key: "cycle", schema };
  expect(await getConfiguration(store, at)).toBeNull();
  await putConfiguration(store, { ...at, value: { minutes: 15 }, version: 1 });
  await putConfiguration(store, { ...at, value: { minutes: 20 }, version: 2 });
  await expect(putConfiguration(store, { ...at, value: { minutes: 25 }, version: 2 })).rejects.toMatchObject({ code: "condition-failed" });
  expect(await getConfiguration(store, at)).toEqual({ value: { minutes: 20 }, version: 2 });
  await expect(putConfiguration(store, { ...at, value: { minutes: 0.5 }, version: 3 })).rejects.toMatchObject({ code: "invalid" });
  await expect(getConfiguration(store, { key: "cycle", schema: z.string() })).rejects.toMatchObject({ code: "corrupt" });
});
