import { describe, expect, test } from "vitest";
import type { Facts } from "#core/entities/facts.ts";
import type { RaidItem, RaidLog } from "#core/entities/raid-log.ts";
import { composeRaidLog } from "#core/artefacts/raid-log.ts";
import { findAll } from "#core/rules/rules.ts";
import type { Situation } from "#core/rules/situation.ts";
import { at, buildIssue, buildSituation, buildSprint, change, daysAgo, finishedItems, statuses, today } from "#tests/core/rules/build-situation.ts";

function compose(current: RaidLog | null, facts: Partial<Facts>, over: Partial<Situation> = {}): RaidLog {
  const situation = buildSituation(facts, over);
  return composeRaidLog(current, findAll(situation), situation);
}

const flagged = (key: string, days: number, more = {}) => buildIssue(key, { flagged: true, history: [change("flagged", daysAgo(days), null, "Impediment")], ...more });
const typed: RaidItem = {
  id: "RAID-9", subject: null, rule: null, type: "assumption", title: "The vendor delivers in May", cause: "", effect: "", probability: 2, impact: 4, scoredBy: "user", proximity: null,
  response: "accept", owner: "Jane", nextAction: null, trigger: null, status: "open", raised: "2015-01-01", due: null, lastReviewed: null, closed: null, evidence: [], decisions: [],
};

describe("raising", () => {
  test("new items are numbered by the day they began, unknown days last, then by subject", () => {
    const undated = buildIssue("A-0", { flagged: true });
    const log = compose(null, { issues: [undated, flagged("A-3", 2), flagged("A-2", 2), flagged("A-1", 9), buildIssue("A-4", { dueOn: "2015-03-12" })] });
    expect(log.items.map(({ id, subject }) => [id, subject])).toEqual([
      ["RAID-1", "blocked:A-1"], ["RAID-2", "due-missed:A-4"], ["RAID-3", "blocked:A-2"], ["RAID-4", "blocked:A-3"], ["RAID-5", "blocked:A-0"],
    ]);
    expect(log.nextNumber).toBe(6);
  });

  test("an item carries its finding, and a dated next action where the exposure calls for one", () => {
    const [grave, mild] = compose(null, { issues: [flagged("A-1", 20), flagged("A-2", 2)] }).items;
    expect(grave).toMatchObject({ type: "issue", owner: "Jane Doe", probability: 5, impact: 3, scoredBy: "rule", raised: today, nextAction: { text: "Ask Jane Doe what A-1 “Summary of A-1” needs to go on", due: "2015-03-17" } });
    expect(mild?.nextAction?.due).toBeNull();
  });

  test("a next action is due on a working day", () => {
    expect(compose(null, { issues: [flagged("A-1", 20)] }, { today: "2015-03-20" }).items[0]?.nextAction?.due).toBe("2015-03-23");
  });

  test("highlights and refinement candidates are no RAID items", () => {
    expect(compose(null, {}).items).toEqual([]);
  });
});

describe("an aged item", () => {
  const slow = (more = {}) => buildIssue("A-1", { ...statuses("Open", [daysAgo(40), "In Progress"]), ...more });
  const known = compose(null, { issues: [slow(), ...finishedItems(Array.from({ length: 10 }, () => 3))] });

  test("stays while nobody finishes anything to compare it with, and follows the facts", () => {
    const [item] = compose(known, { issues: [slow({ assignee: { id: "bob", name: "Bob" } })] }).items;
    expect(item).toMatchObject({ status: "open", owner: "Bob", cause: known.items[0]?.cause, nextAction: { text: expect.stringContaining("Ask Bob") as string } });
  });

  test("without history calls for another look at the plan, not at the work", () => {
    const done = Array.from({ length: 10 }, (_, index) => buildIssue(`D-${index}`, { createdAt: at(daysAgo(9)), status: "Closed", statusCategory: "done", resolvedAt: at(daysAgo(5)) }));
    const action = (more = {}) => compose(null, { issues: [...done, buildIssue("A-1", { createdAt: at(daysAgo(30)), sprintIds: [7], ...more })], sprints: [buildSprint(7)] }).items[0]?.nextAction?.text;
    expect(action()).toBe("Ask Jane Doe whether A-1 “Summary of A-1” can be finished in Sprint 7; split it or take it out if not");
    expect(action({ assignee: null })).toBe("Give A-1 “Summary of A-1” an owner in Sprint 7, or take it out");
  });

  test("closes when it is done or put back, whether or not there is anything to compare it with", () => {
    expect(compose(known, { issues: [slow(statuses("Open", [daysAgo(40), "In Progress"], [daysAgo(1), "Closed"]))] }).items[0]?.closed?.because).toBe("A-1 was resolved on 2015-03-15.");
    expect(compose(known, { issues: [slow(statuses("Open", [daysAgo(40), "In Progress"], [daysAgo(1), "Open"]))] }).items[0]?.closed?.because).toBe("A-1 is no longer in work (Open).");
  });
});

describe("keeping", () => {
  test("the same facts give the same bytes", () => {
    const facts = { issues: [flagged("A-1", 20), flagged("A-2", 2)] };
    const first = compose(null, facts);
    expect(JSON.stringify(compose(first, facts))).toBe(JSON.stringify(first));
  });

  test("a new day alone changes nothing while no step of age is crossed", () => {
    const facts = { issues: [flagged("A-1", 2)] };
    const first = compose(null, facts);
    expect(compose(first, facts, { today: "2015-03-18" })).toEqual(first);
    expect(compose(first, facts, { today: "2015-03-22" }).items[0]?.probability).toBe(4);
  });

  test("id, day raised, the user's scores, decisions and standing survive new facts", () => {
    const [item] = compose(null, { issues: [flagged("A-1", 20)] }, { today: "2015-03-10" }).items;
    if (!item) throw new Error("the item was raised");
    const mine: RaidItem = { ...item, probability: 1, impact: 2, scoredBy: "user", status: "accepted", response: "accept", decisions: ["d-1"] };
    const renewed = compose({ items: [mine, typed], nextNumber: 10 }, { issues: [flagged("A-1", 20, { assignee: { id: "b", name: "Bob" } }), flagged("A-2", 1)] });
    expect(renewed.items[0]).toEqual({ ...mine, owner: "Bob", nextAction: { text: "Ask Bob what A-1 “Summary of A-1” needs to go on", due: mine.nextAction?.due } });
    expect(renewed.items[1]).toEqual(typed);
    expect(renewed.items[2]?.id).toBe("RAID-10");
  });
});

describe("closing", () => {
  const raised = compose(null, { issues: [flagged("A-1", 20)] });
  const closed = (issues: Facts["issues"]) => compose(raised, { issues }).items[0];

  test("an item whose finding is gone closes with the reason from the facts", () => {
    expect(closed([buildIssue("A-1", statuses("Open", ["2015-03-12", "Closed"]))])).toMatchObject({ status: "closed", closed: { on: today, because: "A-1 was resolved on 2015-03-12." } });
    expect(closed([buildIssue("A-1")])?.closed?.because).toBe("A-1 is no longer blocked (Open).");
    expect(closed([])?.closed?.because).toBe("A-1 is no longer in the project's facts.");
  });

  test("nothing closes while the source cannot be read", () => {
    expect(compose(raised, {}, { stale: "not read since Friday" })).toEqual(raised);
  });

  test("a closed item stays as it is, until its rule fires again: then the same item opens", () => {
    const away = compose(raised, { issues: [buildIssue("A-1")] });
    expect(compose(away, { issues: [buildIssue("A-1")] }, { today: "2015-03-20" })).toEqual(away);
    const back = compose(away, { issues: [flagged("A-1", -3, { createdAt: at("2015-01-01") })] }, { today: "2015-03-19" });
    expect(back.items).toMatchObject([{ id: "RAID-1", status: "open", closed: null, raised: today, cause: "A-1 has been blocked since 2015-03-19: it is flagged as an impediment." }]);
    expect(back.nextNumber).toBe(2);
  });
});
