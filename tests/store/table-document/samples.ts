import * as z from "zod";
import type { AnyArtefact } from "#core/entities/artefact.ts";
import type { Store } from "#core/ports.ts";
import { addMs } from "#core/time.ts";
import { type Chunk, split } from "#store/chunks/content.ts";
import { addActionRecord } from "#store/entities/action-record.ts";
import { chunkItem } from "#store/entities/chunk.ts";
import { putConfiguration } from "#store/entities/configuration.ts";
import { putGraduation } from "#store/entities/graduation.ts";
import { addHeldAction } from "#store/entities/held-action.ts";
import { putIntegration } from "#store/entities/integration.ts";
import { messageItem } from "#store/entities/message.ts";
import { addReservation } from "#store/entities/reservation.ts";
import { commitSpend } from "#store/entities/spend.ts";
import { putUpload } from "#store/entities/upload.ts";
import { createMemory } from "#store/memory.ts";
import * as a from "#tests/store/builders.ts";
import { NOON } from "#tests/store/temporary.ts";
import { createChance } from "#tests/support/chance.ts";

const { projectA } = a;
export const text = "The build has been waiting for a signed certificate since Monday. ";
const twenty = Array.from({ length: 20 }, (_, n) => n);

export const sprint = { id: 9, boardId: 1, name: "Sprint 9", state: "active" as const, goal: "Ship it", startAt: NOON, endAt: null, completedAt: null };
export const release = { id: "77", name: "4.0", startOn: null, releaseOn: "2015-05-01", released: false, archived: false };
export const profile = { source: "jira" as const, priorities: ["High", "Low"], accountTimeZone: "UTC", boardIds: [1] };
export const heartbeat = { at: NOON, cycleId: "c1", projects: { [projectA]: { lastReadAt: NOON, failures: 0, error: null } } };
/** About 20 KB, kept in the item itself. */
export const small: AnyArtefact = a.aRaidLog({ content: a.aRaidLogOf(20_000) });
/** Of bytes that do not compress, so that its size is the same whatever compresses it. */
export const chunk: Chunk = firstChunkOf(32 * 1024);
export const upload = { id: uuid(1), projectId: projectA, chunks: [chunk.sha256], startedAt: NOON, abandoned: false };
export const issue = a.anIssue({ description: text.repeat(30) });

function firstChunkOf(size: number): Chunk {
  const chance = createChance("chunk");
  const [first] = split(Uint8Array.from({ length: size }, () => Math.floor(chance() * 256))).chunks;
  if (first === undefined) throw new Error("There is no chunk.");
  return first;
}

function uuid(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
}

/** Twenty of everything there can be many of in one list, one of the rest. */
export async function fill(store: Store): Promise<void> {
  const memory = createMemory(store);
  for (const n of twenty) {
    const [id, at] = [`01A${n + 10}`, addMs(NOON, n)];
    await memory.saveTogether([
      { kind: "project", project: a.aProject({ id: uuid(n) }) },
      { kind: "event", event: a.anEvent({ id, at }) },
      { kind: "escalation", escalation: a.anEscalation({ id }) },
      { kind: "escalation", escalation: a.anEscalation({ id: `02A${n}`, status: "decided", decidedAt: at }) },
      { kind: "checkpoint", projectId: uuid(n), checkpoint: a.aCheckpoint() },
      { kind: "artefact", artefact: { ...small, projectId: projectA, version: n + 1 } },
    ]);
    await store.write([
      addHeldAction(a.aHeldAction({ id, heldUntil: addMs(NOON, n - 20) })),
      addActionRecord(a.anActionRecord({ id, at })),
      putGraduation(a.aGraduation({ projectId: uuid(n) })),
      addReservation(a.aReservation({ id, leaseUntil: addMs(NOON, n - 20) })),
    ]);
    await putConfiguration(store, { key: `setting-${n}`, schema: z.int(), value: n, version: 1 });
  }
  await memory.saveTogether([
    { kind: "project", project: a.aProject() },
    { kind: "artefact", artefact: { ...small, projectId: a.projectB } },
    { kind: "checkpoint", projectId: projectA, checkpoint: a.aCheckpoint() },
    { kind: "event", event: a.anEvent({ projectId: null }) },
    { kind: "heartbeat", heartbeat },
  ]);
  await memory.saveFacts(projectA, {
    issues: twenty.map((n) => ({ ...issue, key: `TIMOB-${n + 10}` })),
    sprints: twenty.map((n) => ({ ...sprint, id: n + 10 })),
    releases: twenty.map((n) => ({ ...release, id: String(n + 10) })),
    profile,
  });
  await store.putMany(twenty.map((n) => messageItem(projectA, a.aMessage({ id: `M${n + 10}`, at: addMs(NOON, n), text: text.repeat(30) }))));
  await store.putMany([await chunkItem({ projectId: projectA, uploadId: upload.id, chunk })]);
  await store.write([
    putUpload(upload),
    putGraduation(a.aGraduation()),
    putIntegration(a.anIntegration()),
    commitSpend({ month: "2015-03" }, { amount: 240_000, ceiling: 8_000_000 }),
    commitSpend({ day: "2015-03-16" }, { amount: 240_000, ceiling: 400_000 }),
  ]);
}
