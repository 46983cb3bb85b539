import { expect, test } from "vitest";
import type { Facts } from "#core/entities/facts.ts";
import type { Question } from "#core/entities/escalation.ts";
import { askAll } from "#core/rules/questions.ts";
import { findAll } from "#core/rules/rules.ts";
import { defaultRuleSettings } from "#core/settings.ts";
import { at, buildIssue, buildRelease, buildSituation, buildSprint, change, daysAgo } from "./build-situation.ts";

function ask(facts: Partial<Facts>): Question[] {
  const situation = buildSituation(facts);
  return askAll(situation, findAll(situation));
}

const unowned = (days: number, more = {}) => buildIssue("A-1", { priority: "Critical", assignee: null, createdAt: at(daysAgo(days)), ...more });
const blocked = (days: number, more = {}) => buildIssue("A-2", { flagged: true, history: [change("flagged", daysAgo(days), null, "Impediment")], ...more });

test("a critical item unowned for two days is asked about, with real options and their dates", () => {
  expect(ask({ issues: [unowned(1)] })).toEqual([]);
  const [question] = ask({ issues: [unowned(3)] });
  expect(question).toMatchObject({ subject: "critical-unowned:A-1", question: "A-1 “Summary of A-1” (Critical) has had no owner since 2015-03-13. Who takes it?", severity: "normal", defaultOption: "leave", defaultOn: "2015-03-23" });
  expect(question?.options.map(({ id, reviewOn }) => [id, reviewOn])).toEqual([["name-owner", "2015-03-18"], ["lower-priority", "2015-03-18"], ["accept", "2015-03-23"], ["leave", "2015-03-23"]]);
  expect(question?.options[0]?.consequence).toBe("Recorded in the decision log. The workbench does not change Jira: assign it there. It is asked again on 2015-03-18 if it still has no owner.");
});

test("a blocker is asked about once it is over 14 days old", () => {
  expect(ask({ issues: [blocked(14)] })).toEqual([]);
  const [question] = ask({ issues: [blocked(15)] });
  expect(question?.question).toBe("A-2 “Summary of A-2” has been blocked since 2015-03-01. What should happen?");
  expect(question?.options.map(({ id }) => id)).toEqual(["unblock", "accept", "leave"]);
});

test("taking it out of the plan is offered only where it is in the plan", () => {
  const [question] = ask({ issues: [blocked(15, { sprintIds: [7] })], sprints: [buildSprint(7)] });
  expect(question?.options.map(({ label }) => label)).toContain("Take it out of Sprint 7");
});

test("a matter in the running sprint or a release within 14 days is critical", () => {
  const severity = (facts: Partial<Facts>, more = {}) => ask({ ...facts, issues: [unowned(3, more)] })[0]?.severity;
  expect(severity({ sprints: [buildSprint(7)] }, { sprintIds: [7] })).toBe("critical");
  expect(severity({ sprints: [buildSprint(7, { state: "future" })] }, { sprintIds: [7] })).toBe("normal");
  expect(severity({ releases: [buildRelease("4", "2015-03-30")] }, { releaseIds: ["4"] })).toBe("critical");
  expect(severity({ releases: [buildRelease("4", "2015-03-31")] }, { releaseIds: ["4"] })).toBe("normal");
});

test("the days of a question are those of the settings", () => {
  const settings = { ...defaultRuleSettings, questionSoonDays: 1, questionLaterDays: 10, questionNearReleaseDays: 30 };
  const situation = buildSituation({ issues: [unowned(3, { releaseIds: ["4"] })], releases: [buildRelease("4", "2015-04-15")] }, { settings });
  const [question] = askAll(situation, findAll(situation));
  expect(question).toMatchObject({ severity: "critical", defaultOn: "2015-03-26" });
  expect(question?.options.map(({ reviewOn }) => reviewOn)).toEqual(["2015-03-17", "2015-03-17", "2015-03-26", "2015-03-26"]);
});

test("every option and statement has its evidence or its day, and the default does nothing", () => {
  for (const question of ask({ issues: [unowned(3), blocked(20)] })) {
    expect(question.options.every(({ reviewOn }) => reviewOn !== null && reviewOn > "2015-03-16")).toBe(true);
    expect(question.known.every(({ evidence }) => evidence.length > 0)).toBe(true);
    expect(question.options.find(({ id }) => id === question.defaultOption)?.consequence).toMatch(/^It stays open in the RAID log/);
  }
});
