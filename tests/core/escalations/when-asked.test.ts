import { expect, test } from "vitest";
import type { Escalation, Question } from "#core/entities/escalation.ts";
import { reconcileEscalations, type EscalationChanges } from "#core/escalations/reconcile.ts";
import { addDays, type Day, type Instant } from "#core/time.ts";

const projectId = "00000000-0000-4000-8000-00000000000a";
const now: Instant = "2024-05-15T09:00:00.000Z";
const today: Day = "2024-05-15";

function question(subject: string, given: Partial<Question> = {}, on: Day = today): Question {
  return {
    rule: "blocked",
    subject,
    severity: "normal",
    question: `What about ${subject}?`,
    known: [],
    options: [
      { id: "accept", label: `Accept it until ${addDays(on, 7)}`, consequence: "It rests.", reviewOn: addDays(on, 7) },
      { id: "stop", label: "Stop it", consequence: "It ends.", reviewOn: null },
    ],
    defaultOption: "stop",
    defaultOn: addDays(on, 7),
    evidence: ["issue:KITE-1"],
    ...given,
  };
}

function escalation(subject: string, given: Partial<Escalation> = {}): Escalation {
  const fresh = { id: `of ${subject}`, projectId, status: "pending", createdAt: now, decidedAt: null, decision: null, supersededBecause: null, standing: true, version: 1 } as const;
  return { ...question(subject), ...fresh, ...given };
}

function decided(subject: string, option: "accept" | "stop", given: Partial<Escalation> = {}): Escalation {
  return escalation(subject, { status: "decided", decidedAt: now, decision: { option, notes: "", by: "user", decisionId: "D" }, version: 2, ...given });
}

type Given = { existing?: Escalation[]; questions?: Question[]; at?: Instant; on?: Day; timeZone?: string; perDay?: number };

function reconcile({ existing = [], questions = [], at = now, on = at.slice(0, 10), timeZone = "UTC", perDay = 3 }: Given): EscalationChanges {
  let made = 0;
  const newId = (): string => `new ${++made}`;
  return reconcileEscalations({ projectId, existing, questions, now: at, today: on, timeZone, perDay, newId, whyEnded: (subject) => `${subject} is done.` });
}

/** The subjects of what changes. */
function brief({ raise, renew, supersede, settle }: EscalationChanges): Record<string, string[]> {
  const subjects = (list: Escalation[]): string[] => list.map((one) => one.subject);
  return { raise: subjects(raise), renew: subjects(renew), supersede: subjects(supersede), settle: subjects(settle) };
}

const none = { raise: [], renew: [], supersede: [], settle: [] };
const normal = ["a", "b", "c", "d", "e"].map((subject) => question(subject));

test("a new question is raised as a first version, pending and standing", () => {
  const { raise } = reconcile({ questions: [question("a")] });
  expect(raise).toEqual([escalation("a", { id: "new 1" })]);
});

test("more questions than a day takes wait for another day", () => {
  expect(brief(reconcile({ questions: normal }))).toEqual({ ...none, raise: ["a", "b", "c"] });
  const existing = ["a", "b", "c"].map((subject) => escalation(subject));
  expect(brief(reconcile({ existing, questions: normal }))).toEqual(none);
  const tomorrow = reconcile({ existing, questions: normal.map((one) => question(one.subject, {}, "2024-05-16")), at: "2024-05-16T09:00:00.000Z" });
  expect(brief(tomorrow).raise).toEqual(["d", "e"]);
});

test("critical questions always pass, and take no room from the others", () => {
  const questions = [...normal.slice(0, 3), ...["x", "y"].map((subject) => question(subject, { severity: "critical" })), ...normal.slice(3)];
  expect(brief(reconcile({ questions })).raise).toEqual(["a", "b", "c", "x", "y"]);
  expect(brief(reconcile({ questions, perDay: 0 })).raise).toEqual(["x", "y"]);
});

test("what was answered or withdrawn today has still been asked today", () => {
  const existing = [decided("a", "stop"), escalation("b", { status: "superseded", decidedAt: now, supersededBecause: "over", standing: false }), escalation("c")];
  expect(brief(reconcile({ existing, questions: normal, perDay: 3 })).raise).toEqual([]);
});

test("the day that is full is the project's own", () => {
  // 23:30 in Auckland on the 15th, and half an hour later on the 16th there, both the 15th in UTC.
  const existing = ["a", "b", "c"].map((subject) => escalation(subject, { createdAt: "2024-05-15T11:30:00.000Z" }));
  const at = (instant: Instant, on: Day): string[] => brief(reconcile({ existing, questions: normal, at: instant, on, timeZone: "Pacific/Auckland" })).raise ?? [];
  expect(at("2024-05-15T11:45:00.000Z", "2024-05-15")).toEqual([]);
  expect(at("2024-05-15T12:15:00.000Z", "2024-05-16")).toEqual(["d", "e"]);
});

test("a pending question whose matter has ended is withdrawn with the reason", () => {
  const { supersede, raise } = reconcile({ existing: [escalation("a")] });
  expect(raise).toEqual([]);
  expect(supersede).toMatchObject([{ status: "superseded", decidedAt: now, supersededBecause: "a is done.", standing: false, decision: null, version: 2 }]);
});

test("a matter withdrawn and back again is a new question", () => {
  const existing = [escalation("a", { status: "superseded", decidedAt: now, supersededBecause: "over", standing: false, createdAt: "2024-05-01T09:00:00.000Z" })];
  expect(brief(reconcile({ existing, questions: [question("a")] }))).toEqual({ ...none, raise: ["a"] });
});

test("an answered question is not asked again before its review day, then once", () => {
  const existing = [decided("a", "accept")];
  const ask = (on: Day): EscalationChanges => reconcile({ existing, questions: [question("a", {}, on)], at: `${on}T09:00:00.000Z` });
  expect(brief(ask("2024-05-21"))).toEqual(none);
  const due = ask("2024-05-22");
  expect(brief(due)).toEqual({ ...none, settle: ["a"], raise: ["a"] });
  expect(due.settle).toMatchObject([{ status: "decided", standing: false, version: 3 }]);
  const after = reconcile({ existing: [...due.settle, ...due.raise], questions: [question("a", {}, "2024-05-22")], at: "2024-05-22T10:00:00.000Z" });
  expect(brief(after)).toEqual(none);
});

test("an answer that names no review day holds while the matter stands, and ends with it", () => {
  const existing = [decided("a", "stop")];
  expect(brief(reconcile({ existing, questions: [question("a", {}, "2025-05-15")], at: "2025-05-15T09:00:00.000Z" }))).toEqual(none);
  const ended = reconcile({ existing });
  expect(brief(ended)).toEqual({ ...none, settle: ["a"] });
  expect(brief(reconcile({ existing: ended.settle, questions: [question("a")] }))).toEqual({ ...none, raise: ["a"] });
});

test("a pending question offers no day that has come, and silence still means what was said", () => {
  const on = "2024-05-20";
  const options = [{ id: "accept", label: "Accept it until 2024-05-18", consequence: "It rests.", reviewOn: "2024-05-18" }, ...question("a").options.slice(1)];
  const { renew, ...rest } = reconcile({ existing: [escalation("a", { options })], questions: [question("a", {}, on)], at: `${on}T09:00:00.000Z` });
  expect(brief({ renew: [], ...rest })).toEqual(none);
  expect(renew).toMatchObject([{ id: "of a", status: "pending", createdAt: now, options: question("a", {}, on).options, defaultOn: "2024-05-22", version: 2 }]);
});

test("a pending question follows the facts, and stays one version while only its days move on", () => {
  const existing = [escalation("a")];
  expect(brief(reconcile({ existing, questions: [question("a", {}, "2024-05-16")], at: "2024-05-16T09:00:00.000Z" }))).toEqual(none);
  expect(reconcile({ existing, questions: [question("a", { severity: "critical" })] }).renew).toMatchObject([{ severity: "critical", version: 2 }]);
});
