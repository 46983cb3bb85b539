import { expect, test } from "vitest";
import * as z from "zod";
import type { Item, Operation, Save, Store } from "#core/ports.ts";
import { addActionRecord } from "#store/entities/action-record.ts";
import { putConfiguration } from "#store/entities/configuration.ts";
import { putGraduation } from "#store/entities/graduation.ts";
import { addHeldAction } from "#store/entities/held-action.ts";
import { putIntegration } from "#store/entities/integration.ts";
import { messageItem } from "#store/entities/message.ts";
import { addReservation, endReservation } from "#store/entities/reservation.ts";
import { commitSpend } from "#store/entities/spend.ts";
import { keyAttributes } from "#store/keys.ts";
import { createMemory } from "#store/memory.ts";
import { type entities, table } from "#store/table.ts";
import * as a from "#tests/store/builders.ts";
import type { Stores } from "#tests/store/contract/stores.ts";
import { NOON } from "#tests/store/temporary.ts";

type Placed = { write: (store: Store) => Promise<unknown>; at: Item };
/** Where long content lies is tested where it is cut. */
type Name = Exclude<keyof typeof entities, "chunk" | "upload">;

const PK = `PROJECT#${a.projectA}`;
const sprint = { id: 9, boardId: 1, name: "Sprint 9", state: "active" as const, goal: null, startAt: NOON, endAt: null, completedAt: null };
const release = { id: "77", name: "4.0", startOn: null, releaseOn: null, released: false, archived: false };
const profile = { source: "jira" as const, priorities: ["High"], accountTimeZone: "UTC", boardIds: [1] };

/** Every entity with the key attributes and the TTL (epoch seconds) its item must have. */
const placed: Record<Name, Placed> = {
  project: { write: saved({ kind: "project", project: a.aProject() }), at: { PK, SK: "METADATA", GSI1PK: "STATUS#active", GSI1SK: NOON } },
  artefact: { write: saved({ kind: "artefact", artefact: a.aRaidLog() }), at: { PK, SK: "ARTEFACT#raid_log" } },
  artefactVersion: { write: saved({ kind: "artefact", artefact: a.aRaidLog() }), at: { PK, SK: "VERSION#raid_log#00000001" } },
  projectEvent: {
    write: saved({ kind: "event", event: a.anEvent() }),
    at: { PK, SK: `EVENT#${NOON}#01A`, GSI1PK: "EVENT#2015-03-16", GSI1SK: `${NOON}#01A`, TTL: secondsOf("2015-04-15T12:00:00Z") },
  },
  globalEvent: {
    write: saved({ kind: "event", event: a.anEvent({ projectId: null }) }),
    at: { PK: "GLOBAL", SK: `EVENT#${NOON}#01A`, GSI1PK: "EVENT#2015-03-16", GSI1SK: `${NOON}#01A`, TTL: secondsOf("2015-04-15T12:00:00Z") },
  },
  escalation: {
    write: saved({ kind: "escalation", escalation: a.anEscalation() }),
    at: { PK, SK: "ESCALATION#01A", GSI1PK: "ESCALATION#pending", GSI1SK: NOON },
  },
  heldAction: {
    write: written(addHeldAction(a.aHeldAction())),
    at: { PK, SK: "HELD#01A", GSI1PK: "HELD#pending", GSI1SK: "2015-03-16T12:30:00.000Z" },
  },
  actionRecord: {
    write: written(addActionRecord(a.anActionRecord())),
    at: { PK, SK: `ACTION#${NOON}#01A`, TTL: secondsOf("2015-06-14T12:00:00Z") },
  },
  checkpoint: {
    write: saved({ kind: "checkpoint", projectId: a.projectA, checkpoint: a.aCheckpoint() }),
    at: { PK, SK: "CHECKPOINT#jira#TIMOB", GSI2PK: "CHECKPOINT#jira", GSI2SK: `${PK}#TIMOB` },
  },
  graduation: {
    write: written(putGraduation(a.aGraduation({ tier: 1 }))),
    at: { PK, SK: "GRADUATION#jira_comment", GSI2PK: "GRADUATION#1", GSI2SK: `${PK}#jira_comment` },
  },
  issue: { write: (store) => createMemory(store).saveFacts(a.projectA, { issues: [a.anIssue()] }), at: { PK, SK: "ISSUE#TIMOB-1" } },
  sprint: { write: (store) => createMemory(store).saveFacts(a.projectA, { sprints: [sprint] }), at: { PK, SK: "SPRINT#9" } },
  release: { write: saved({ kind: "release", projectId: a.projectA, release }), at: { PK, SK: "RELEASE#77" } },
  message: {
    write: (store) => store.putMany([messageItem(a.projectA, a.aMessage())]),
    at: { PK, SK: `MESSAGE#${NOON}#AAMk1`, TTL: secondsOf("2015-09-12T12:00:00Z") },
  },
  sourceProfile: { write: (store) => createMemory(store).saveFacts(a.projectA, { profile }), at: { PK, SK: "PROFILE#jira" } },
  configuration: {
    write: (store) => putConfiguration(store, { key: "cycle", schema: z.int(), value: 15, version: 1 }),
    at: { PK: "AGENT", SK: "CONFIG#cycle" },
  },
  heartbeat: { write: saved({ kind: "heartbeat", heartbeat: { at: NOON, cycleId: "c", projects: {} } }), at: { PK: "AGENT", SK: "HEARTBEAT" } },
  spendOfDay: {
    write: written(commitSpend({ day: "2015-03-16" }, { amount: 1, ceiling: 1 })),
    at: { PK: "AGENT", SK: "SPEND#2015-03-16", TTL: secondsOf("2015-06-14T00:00:00Z") },
  },
  spendOfMonth: { write: written(commitSpend({ month: "2015-03" }, { amount: 1, ceiling: 1 })), at: { PK: "AGENT", SK: "SPEND#2015-03" } },
  openReservation: {
    write: written(addReservation(a.aReservation())),
    at: { PK: "AGENT", SK: "RESERVATION#call-1", GSI1PK: "RESERVATION#open", GSI1SK: "2015-03-16T12:05:00.000Z" },
  },
  endedReservation: {
    write: async (store) => {
      await store.write([addReservation(a.aReservation())]);
      await store.write([endReservation(a.aReservation({ status: "released", version: 2 }), { at: NOON })]);
    },
    at: { PK: "AGENT", SK: "RESERVATION#call-1", TTL: secondsOf("2015-04-15T12:00:00Z") },
  },
  integration: { write: written(putIntegration(a.anIntegration())), at: { PK: "INTEGRATION#jira", SK: "CONFIG" } },
};

function secondsOf(time: string): number {
  return Date.parse(time) / 1000;
}

function written(operation: Operation): Placed["write"] {
  return (store) => store.write([operation]);
}

function saved(save: Save): Placed["write"] {
  return (store) => createMemory(store).saveTogether([save]);
}

export function placementContract({ opened }: Stores): void {
  test.each(Object.entries(placed))("%s has its place in the table and its indexes, and its time to live in seconds", async (_, { write, at }) => {
    const store = await opened();
    await write(store);
    const item = await store.get(at, { consistent: true });
    const place = [...keyAttributes, table.timeToLive].flatMap((name) => (item?.[name] === undefined ? [] : [[name, item[name]]]));
    expect(Object.fromEntries(place)).toEqual(at);
  });
}
