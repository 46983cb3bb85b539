import { expect, test } from "vitest";
import type { Escalation } from "#core/entities/escalation.ts";
import { groupQuestions } from "#web/mission-control/group-questions.ts";

function asked(id: string, given: Partial<Escalation> = {}): Escalation {
  return {
    id,
    projectId: "p1",
    rule: "critical-unowned",
    subject: `critical-unowned:${id}`,
    severity: "normal",
    question: `${id} has had no owner for 5 days. Who takes it?`,
    known: [],
    options: [{ id: "leave", label: "Leave it open", consequence: "It stays open.", reviewOn: null }],
    defaultOption: "leave",
    defaultOn: "2024-05-22",
    evidence: ["issue:A-1"],
    status: "pending",
    createdAt: "2024-05-15T09:00:00.000Z",
    decidedAt: null,
    decision: null,
    supersededBecause: null,
    standing: true,
    version: 1,
    ...given,
  };
}

test("questions of one kind in one project are asked once, the most pressing first", () => {
  const groups = groupQuestions([asked("A-1"), asked("A-2", { defaultOn: "2024-05-20" }), asked("B-1", { projectId: "p2", severity: "critical" })]);
  expect(groups.map(({ projectId, asked: words, silence, questions }) => [projectId, words, silence, questions.map(({ about }) => about)])).toEqual([
    ["p2", null, "Leave it open", ["B-1 has had no owner for 5 days. Who takes it?"]],
    ["p1", "Who takes it?", "Leave it open", ["A-2 has had no owner for 5 days.", "A-1 has had no owner for 5 days."]],
  ]);
});

test("questions that do not end alike keep their words, and those whose silence means something else stand apart", () => {
  const other = { options: [{ id: "drop", label: "Drop it", consequence: "It goes.", reviewOn: null }], defaultOption: "drop" };
  const groups = groupQuestions([asked("A-1"), asked("A-2", { question: "A-2 is late. What now?" }), asked("A-3", other)]);
  expect(groups.map(({ asked: words, questions }) => [words, questions.map(({ about }) => about)])).toEqual([
    [null, ["A-1 has had no owner for 5 days. Who takes it?", "A-2 is late. What now?"]],
    [null, ["A-3 has had no owner for 5 days. Who takes it?"]],
  ]);
});
