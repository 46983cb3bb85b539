import { expect, test } from "vitest";
import type { Escalation } from "#core/entities/escalation.ts";
import type { Facts } from "#core/entities/facts.ts";
import { reconcileEscalations, type EscalationChanges } from "#core/escalations/reconcile.ts";
import { askAll } from "#core/rules/questions.ts";
import { findAll } from "#core/rules/rules.ts";
import { whyEnded } from "#core/rules/why-ended.ts";
import { addDays, type Day } from "#core/time.ts";
import { at, buildIssue, buildSituation, buildSprint, daysAgo, today } from "#tests/core/rules/build-situation.ts";

const unowned = buildIssue("A-1", { priority: "Critical", assignee: null, createdAt: at(daysAgo(3)) });

function reconcile(existing: readonly Escalation[], facts: Partial<Facts>, day: Day = today): EscalationChanges {
  const situation = buildSituation(facts, { today: day });
  return reconcileEscalations({
    projectId: situation.projectId,
    existing,
    questions: askAll(situation, findAll(situation)),
    now: situation.now,
    today: day,
    timeZone: "UTC",
    perDay: 3,
    newId: () => "E-1",
    whyEnded: (subject) => whyEnded(situation, subject),
  });
}

function raised(): Escalation {
  const [escalation] = reconcile([], { issues: [unowned] }).raise;
  if (!escalation) throw new Error("nothing was asked");
  return escalation;
}

test("a pending question stays as it is while it says what the facts say and its days are to come", () => {
  const none = { raise: [], renew: [], supersede: [], settle: [] };
  expect(reconcile([raised()], { issues: [unowned] })).toEqual(none);
  expect(reconcile([raised()], { issues: [unowned] }, addDays(today, 1))).toEqual(none);
});

test("a pending question offers no day that has come; the day silence counts from stays as announced", () => {
  const [renewed] = reconcile([raised()], { issues: [unowned] }, addDays(today, 2)).renew;
  expect(renewed).toMatchObject({ id: "E-1", status: "pending", version: 2, createdAt: raised().createdAt, defaultOn: raised().defaultOn });
  expect(renewed?.options.map(({ reviewOn }) => reviewOn)).toEqual(["2015-03-20", "2015-03-20", "2015-03-25", "2015-03-25"]);
  const later = { ...raised(), options: raised().options.map((option) => ({ ...option, reviewOn: addDays(today, 9) })) };
  expect(reconcile([later], { issues: [unowned] }, addDays(today, 7)).renew[0]?.defaultOn).toBe("2015-03-30");
});

test("a pending question follows the facts: what it knows, what it offers, how it presses", () => {
  const planned = { ...unowned, sprintIds: [7] };
  const [renewed] = reconcile([raised()], { issues: [planned], sprints: [buildSprint(7)] }).renew;
  expect(renewed).toMatchObject({ severity: "critical", version: 2 });
  expect(renewed?.known.map(({ text }) => text)).toContain("It is planned for Sprint 7 (ends 2015-03-20).");
});

test("a decided question is left alone until the day it named, and superseded is what the facts have ended", () => {
  const decided: Escalation = { ...raised(), status: "decided", decision: { option: "accept", notes: "", by: "user", decisionId: "D-1" } };
  expect(reconcile([decided], { issues: [unowned] }, addDays(today, 6))).toEqual({ raise: [], renew: [], supersede: [], settle: [] });
  expect(reconcile([decided], { issues: [unowned] }, addDays(today, 7))).toMatchObject({ settle: [{ standing: false }], raise: [{ subject: "critical-unowned:A-1" }] });
  const owned = { ...unowned, assignee: { id: "rob", name: "Rob Roe" } };
  expect(reconcile([raised()], { issues: [owned] }).supersede).toMatchObject([{ status: "superseded", supersededBecause: "A-1 is now assigned to Rob Roe." }]);
});
