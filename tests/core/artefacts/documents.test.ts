import { describe, expect, test } from "vitest";
import { composeBacklogSummary } from "#core/artefacts/backlog-summary.ts";
import { linkDecision, recordDecision } from "#core/artefacts/decision-log.ts";
import { composeDeliveryState } from "#core/artefacts/delivery-state.ts";
import { describeChange } from "#core/artefacts/describe-change.ts";
import { composeRaidLog } from "#core/artefacts/raid-log.ts";
import type { DeliveryState } from "#core/entities/delivery-state.ts";
import type { Escalation, EscalationOption } from "#core/entities/escalation.ts";
import type { Facts } from "#core/entities/facts.ts";
import { askAll } from "#core/rules/questions.ts";
import { findAll } from "#core/rules/rules.ts";
import type { Situation } from "#core/rules/situation.ts";
import { at, buildIssue, buildRelease, buildSituation, buildSprint, change, daysAgo, finishedItems, statuses } from "#tests/core/rules/build-situation.ts";

function compose(facts: Partial<Facts>, over: Partial<Situation> = {}) {
  const situation = buildSituation(facts, over);
  const findings = findAll(situation);
  const raid = composeRaidLog(null, findings, situation);
  return { raid, delivery: composeDeliveryState(situation, findings, raid), backlog: composeBacklogSummary(situation, findings), questions: askAll(situation, findings) };
}

const colours = ({ overall, dimensions: { schedule, scope, flow, risk } }: DeliveryState) => [overall, schedule, scope, flow, risk].map(({ colour }) => colour);
const flagged = (key: string, days: number) => buildIssue(key, { flagged: true, history: [change("flagged", daysAgo(days), null, "Impediment")] });

describe("the delivery state", () => {
  test("of an empty project is grey in every part, and says why", () => {
    const { delivery } = compose({});
    expect(colours(delivery)).toEqual(["grey", "grey", "grey", "grey", "grey"]);
    expect(delivery).toMatchObject({ sprint: null, sprintUnknown: "the project has no sprints", overall: { unknown: ["schedule", "scope", "flow", "risk"] } });
  });

  test("of a project on its way shows each part with what it rests on", () => {
    const done = finishedItems(Array.from({ length: 40 }, () => 3));
    const issues = [...done, buildIssue("A-1", { sprintIds: [7], releaseIds: ["4"], ...statuses("Open", ["2015-03-14", "In Progress"]) }), buildIssue("A-2", { sprintIds: [7] }), flagged("A-3", 9)];
    const { delivery } = compose({ issues, sprints: [buildSprint(7, { goal: "Ship it" })], releases: [buildRelease("4", "2015-04-01")] });
    expect(colours(delivery)).toEqual(["amber", "green", "green", "amber", "amber"]);
    expect(delivery.sprint).toMatchObject({ name: "Sprint 7", goal: "Ship it", committed: 2, added: 0, done: 0 });
    expect(delivery.milestones).toMatchObject([{ name: "Release 4", total: 1, open: 1, forecast: { remaining: 1 } }]);
    expect(delivery.blockers).toMatchObject([{ key: "A-3", ageDays: 9, owner: "Jane Doe" }]);
    expect(delivery.nextActions).toMatchObject([{ text: "Ask Jane Doe what A-3 “Summary of A-3” needs to go on.", owner: "Jane Doe", due: "2015-03-17" }]);
  });

  test("asks for one thing at a time about an item, the gravest first", () => {
    const [action, ...others] = compose({ issues: [{ ...flagged("A-1", 20), dueOn: daysAgo(2) }] }).delivery.nextActions;
    expect(action?.text).toBe("Ask Jane Doe what A-1 “Summary of A-1” needs to go on.");
    expect(others).toEqual([]);
  });

  test("is grey throughout while the source cannot be read", () => {
    expect(new Set(colours(compose({ issues: [flagged("A-1", 20)] }, { stale: "not read" }).delivery))).toEqual(new Set(["grey"]));
  });

  test("leaves out releases without a date, without items, released, archived, or past with nothing open", () => {
    const ids = ["1", "2", "3", "4", "5", "6"];
    const releases = [
      buildRelease("1", null), buildRelease("2", "2015-04-01", { released: true }), buildRelease("3", "2015-04-01", { archived: true }),
      buildRelease("4", "2015-03-01"), buildRelease("5", "2015-03-02"), buildRelease("7", "2015-04-02"),
    ];
    const issues = ids.map((id) => buildIssue(`A-${id}`, { releaseIds: [id], ...(id === "4" ? statuses("Open", ["2015-03-01", "Closed"]) : {}) }));
    expect(compose({ issues, releases }).delivery.milestones.map(({ name }) => name)).toEqual(["Release 5"]);
  });
});

describe("the backlog summary", () => {
  test("counts all, and lists priorities in the site's order with the unset last", () => {
    const open = (key: string, priority: string | null) => buildIssue(key, { priority });
    const issues = [open("A-1", "Low"), open("A-2", null), open("A-3", "None"), open("A-4", "Critical"), open("A-5", "Odd"), buildIssue("A-6", { isEpic: true }), ...finishedItems([1])];
    expect(compose({ issues }).backlog.totals).toEqual({
      all: 6, open: 5, byCategory: { new: 5, indeterminate: 0, done: 1, unknown: 0 }, leftOut: 1,
      openByPriority: [{ priority: "Critical", open: 1 }, { priority: "Low", open: 1 }, { priority: "Odd", open: 1 }, { priority: null, open: 2 }],
    });
  });

  test("lists at most fifty highlights, the gravest first, and counts every one", () => {
    const { backlog } = compose({ issues: [...Array.from({ length: 60 }, (_, index) => flagged(`B-${index}`, 6)), buildIssue("Z-1", { priority: "Critical", dueOn: daysAgo(2) })] });
    expect([backlog.highlights.length, backlog.highlightCount]).toEqual([50, 61]);
    expect(backlog.highlights[0]).toMatchObject({ kind: "due missed", key: "Z-1", text: "Z-1 was due on 2015-03-14 and is not done (Open). That is 2 days late." });
  });

  test("shows scope added and removed since the sprint began", () => {
    const issues = [
      buildIssue("A-1", { sprintIds: [7] }),
      buildIssue("A-2", { sprintIds: [7], createdAt: at("2015-03-11") }),
      buildIssue("A-3", { history: [change("sprint", "2015-03-12", "7", "")] }),
    ];
    expect(compose({ issues, sprints: [buildSprint(7)] }).backlog.scope).toMatchObject({ sprintName: "Sprint 7", since: "2015-03-09", committed: 2, added: [{ key: "A-2", on: "2015-03-11" }], removed: [{ key: "A-3", on: "2015-03-12" }] });
    expect(compose({ issues }).backlog.scope).toEqual({ unknown: "the project has no sprints" });
  });
});

describe("a decision", () => {
  const { raid, questions } = compose({ issues: [flagged("A-1", 20)] });
  const [question] = questions;
  if (!question) throw new Error("the blocker is asked about");
  const escalation: Escalation = {
    ...question, id: "e-1", projectId: "00000000-0000-4000-8000-000000000001", status: "pending", createdAt: at("2015-03-16"), decidedAt: null, decision: null, supersededBecause: null, standing: true, version: 1,
  };
  const option = (id: string): EscalationOption => {
    const found = question.options.find((one) => one.id === id);
    if (!found) throw new Error(`no option ${id}`);
    return found;
  };

  test("enters the log on top, with what was known, offered and chosen", () => {
    const record = (log: Parameters<typeof recordDecision>[0], decisionId: string) => recordDecision(log, { escalation, option: option("accept"), notes: "Vendor is late", at: at("2015-03-16"), decisionId });
    const { log } = record(record(null, "d-1").log, "d-2");
    expect(log.decisions.map(({ id }) => id)).toEqual(["d-2", "d-1"]);
    expect(log.decisions[0]).toMatchObject({
      question: "A-1 “Summary of A-1” has been blocked since 2015-02-24. What should happen?", decision: "Accept it blocked until 2015-03-23", rationale: "Vendor is late", reviewOn: "2015-03-23", status: "active", evidence: ["escalation:e-1", "issue:A-1"],
    });
    expect(log.decisions[0]?.options).toHaveLength(3);
  });

  test("is tied to the RAID item of its matter; only the option that promised it marks the item accepted", () => {
    expect(linkDecision(raid, question.subject, "d-1", option("unblock")).items[0]).toMatchObject({ decisions: ["d-1"], status: "open" });
    expect(linkDecision(raid, question.subject, "d-1", option("accept")).items[0]).toMatchObject({ decisions: ["d-1"], status: "accepted" });
    expect(option("accept").consequence).toContain("marked accepted");
    const linked = linkDecision(raid, question.subject, "d-1", option("unblock"));
    expect(linkDecision(linked, question.subject, "d-1", option("unblock"))).toBe(linked);
    expect(linkDecision(raid, "blocked:B-1", "d-1", option("accept"))).toBe(raid);
  });
});

describe("a change in one line", () => {
  const before = compose({ issues: [flagged("A-1", 20), buildIssue("A-2", { dueOn: daysAgo(3) })] });

  test("of the RAID log names what was added, closed and revised", () => {
    const situation = buildSituation({ issues: [flagged("A-1", 20), buildIssue("A-2"), flagged("A-3", 1)].map((issue) => (issue.key === "A-1" ? { ...issue, assignee: null } : issue)) });
    const after = composeRaidLog(before.raid, findAll(situation), situation);
    expect(describeChange("raid_log", before.raid, after)).toEqual({
      what: "1 item added: RAID-3 A-3 is blocked: Summary of A-3; 1 closed: RAID-2 (A-2 no longer has a due date); 1 revised: RAID-1",
      evidence: ["issue:A-3", "issue:A-2", "issue:A-1"],
      notable: true,
    });
    expect(describeChange("raid_log", after, before.raid).what).toContain("1 reopened: RAID-2");
  });

  test("of the delivery state names the colours that moved and who is newly blocked", () => {
    const done = finishedItems(Array.from({ length: 12 }, () => 3));
    const [calm, troubled] = [compose({ issues: done }), compose({ issues: [...done, flagged("A-1", 20)] })];
    expect(describeChange("delivery_state", calm.delivery, troubled.delivery).what).toBe("overall green → red; flow green → red; risk grey → amber; newly blocked: A-1");
    const tomorrow = compose({ issues: done }, { today: "2015-03-17" });
    expect(describeChange("delivery_state", calm.delivery, tomorrow.delivery).what).toBe("As of 2015-03-17, no colour changed");
    expect(describeChange("delivery_state", calm.delivery, tomorrow.delivery).notable).toBe(false);
  });

  test("of the backlog names new highlights and totals, of the decision log the decision", () => {
    const after = compose({ issues: [flagged("A-1", 20), buildIssue("A-2", { dueOn: daysAgo(3) }), flagged("A-3", 1)] });
    expect(describeChange("backlog_summary", before.backlog, after.backlog)).toEqual({ what: "items 2 → 3; open 2 → 3; new: A-3 blocked", evidence: ["issue:A-3"], notable: true });
    expect(describeChange("decision_log", null, { decisions: [] }).what).toBe("First version: no decisions yet");
  });

  test("of a first version says what it holds", () => {
    expect(describeChange("delivery_state", null, before.delivery).what).toBe("First version: overall grey; schedule grey, scope grey, flow grey, risk amber");
    expect(describeChange("raid_log", null, before.raid).what).toMatch(/^2 items added: RAID-1 /);
    expect(describeChange("backlog_summary", null, before.backlog).what).toBe("First version: 2 of 2 items open, 2 highlights");
  });
});
