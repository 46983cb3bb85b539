import * as z from "zod";
import { addMs } from "#core/time.ts";
import { release, releaseAbandoned } from "#store/budget/release.ts";
import { reserve } from "#store/budget/reserve.ts";
import { settle } from "#store/budget/settle.ts";
import { addActionRecord, listActionRecords } from "#store/entities/action-record.ts";
import { getConfiguration, listConfiguration, putConfiguration } from "#store/entities/configuration.ts";
import { getEscalation, listDecidedEscalations, listEscalations, listProjectEscalations, putEscalation } from "#store/entities/escalation.ts";
import { listEvents, listEventsOfDay, listProjectEvents, putEvent } from "#store/entities/event.ts";
import { getGraduation, listGraduations, putGraduation } from "#store/entities/graduation.ts";
import { addHeldAction, getHeldAction, listDueHeldActions, listHeldActions, moveHeldAction } from "#store/entities/held-action.ts";
import { getHeartbeat, putHeartbeat } from "#store/entities/heartbeat.ts";
import { deleteIntegration, getIntegration, listIntegrations, putIntegration } from "#store/entities/integration.ts";
import { addReservation, endReservation, getReservation, listAbandonedReservations } from "#store/entities/reservation.ts";
import { addSpend, commitSpend, spendOf } from "#store/entities/spend.ts";
import * as a from "#tests/store/builders.ts";
import { NOON } from "#tests/store/temporary.ts";
import { pattern, type Section, writing } from "./pattern.ts";
import { heartbeat } from "./samples.ts";

const LATER = addMs(NOON, 3_600_000);
const ofA = { projectId: a.projectA };
const [day, month] = ["2015-03-16", "2015-03"];
const held = a.aHeldAction({ id: "01A10", heldUntil: addMs(NOON, -20) });
const reservation = a.aReservation({ id: "01A10", leaseUntil: addMs(NOON, -20) });
const request = { id: "new", amount: 12_000, at: NOON, ceilings: { month: 8_000_000, day: 400_000 }, leaseMs: 60_000 };

export const agentSections: readonly Section[] = [
  {
    title: "Events",
    patterns: [
      pattern("listProjectEvents", "recent events of a project", (store) => listProjectEvents(store, { ...ofA, limit: 10 })),
      pattern("listEventsOfDay", "events of a day across projects, filtered by type and severity", (store) => listEventsOfDay(store, { day, severity: "info", limit: 10 })),
      pattern("listEvents", "events across projects from a day back, one request a day", (store) => listEvents(store, { today: day, limit: 10 })),
      writing("putEvent", "saves an event", putEvent(a.anEvent({ id: "new" }))),
    ],
  },
  {
    title: "Escalations",
    patterns: [
      pattern("getEscalation", "an escalation by id", (store) => getEscalation(store, { ...ofA, id: "01A10" })),
      pattern("listEscalations", "escalations of a status: pending ones oldest first, ended ones latest first", (store) => listEscalations(store, { status: "pending", limit: 10 })),
      pattern("listDecidedEscalations", "escalations decided since a time", (store) => listDecidedEscalations(store, { since: NOON, limit: 10 })),
      pattern("listProjectEscalations", "escalations of a project, all or by status", (store) => listProjectEscalations(store, { ...ofA, status: "pending" })),
      writing("putEscalation", "saves an escalation that was decided", putEscalation(a.anEscalation({ id: "01A10", status: "decided", decidedAt: LATER, version: 2 }))),
    ],
  },
  {
    title: "Held actions, action records, graduation",
    patterns: [
      pattern("getHeldAction", "a held action by id, as it is now", (store) => getHeldAction(store, { ...ofA, id: "01A10" })),
      pattern("listDueHeldActions", "held actions due by now", (store) => listDueHeldActions(store, { now: NOON, limit: 10 })),
      pattern("listHeldActions", "held actions by status since a time", (store) => listHeldActions(store, { status: "pending", limit: 10 })),
      writing("addHeldAction", "holds an action", addHeldAction(a.aHeldAction())),
      writing("moveHeldAction", "moves a held action as it was read to its next status", moveHeldAction(a.moved(held, { status: "cancelled", changedAt: LATER, reason: "No" }))),
      pattern("listActionRecords", "action records of a project since a time, newest first", (store) => listActionRecords(store, { ...ofA, since: NOON, limit: 10 })),
      writing("addActionRecord", "saves an action record", addActionRecord(a.anActionRecord())),
      pattern("getGraduation", "the graduation of a type of action in a project", (store) => getGraduation(store, { ...ofA, actionType: "jira_comment" })),
      pattern("listGraduations", "graduation states by tier across projects", (store) => listGraduations(store, { tier: 0 })),
      writing("putGraduation", "saves a graduation that came to another tier", putGraduation(a.aGraduation({ tier: 1, version: 2 }))),
    ],
  },
  {
    title: "Configuration, integrations, heartbeat",
    patterns: [
      pattern("getConfiguration", "one configured value", (store) => getConfiguration(store, { key: "setting-1", schema: z.int() })),
      pattern("listConfiguration", "all configuration", listConfiguration),
      pattern("putConfiguration", "saves a value", (store) => putConfiguration(store, { key: "setting-1", schema: z.int(), value: 2, version: 2 })),
      pattern("getIntegration", "an integration by name", (store) => getIntegration(store, { name: "jira" })),
      pattern("listIntegrations", "all integrations", listIntegrations),
      writing("putIntegration", "saves an integration", putIntegration(a.anIntegration({ version: 2 }))),
      writing("deleteIntegration", "removes an integration with its secrets", deleteIntegration({ name: "jira", version: 1 })),
      pattern("getHeartbeat", "when the last cycle ended", getHeartbeat),
      writing("putHeartbeat", "all an idle cycle writes", putHeartbeat(heartbeat)),
    ],
  },
  {
    title: "Budget",
    patterns: [
      pattern("spendOf", "spend of a day or month", (store) => spendOf(store, { day })),
      pattern("getReservation", "a reservation by id", (store) => getReservation(store, { id: "01A10" })),
      pattern("listAbandonedReservations", "open reservations whose lease has ended", (store) => listAbandonedReservations(store, { now: NOON, limit: 10 })),
      pattern("reserve", "sets money aside under the ceilings of day and month", (store) => reserve(store, request)),
      pattern("settle", "puts what was spent in place of what was reserved", (store) => settle(store, { id: "01A10", spent: 9_000, at: NOON })),
      pattern("release", "gives back what was not spent", (store) => release(store, { id: "01A10", at: NOON })),
      pattern("releaseAbandoned", "the same for reservations whose lease has ended, here one", (store) => releaseAbandoned(store, { now: reservation.leaseUntil })),
      writing("addReservation", "the part of `reserve` that keeps the reservation", addReservation({ ...reservation, id: "new" })),
      writing("endReservation", "the part of `settle` and `release` that ends it", endReservation({ ...reservation, status: "released", version: 2 }, { at: NOON })),
      writing("commitSpend", "the part of `reserve` that counts it, under the ceiling", commitSpend({ month }, { amount: 12_000, ceiling: 8_000_000 })),
      writing("addSpend", "the part of `settle` and `release` that corrects the count", addSpend({ month }, { committed: -3_000, spent: 9_000 })),
    ],
  },
];
