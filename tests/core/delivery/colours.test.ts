import { describe, expect, test } from "vitest";
import type { Blocker, FlowMetrics } from "#core/entities/delivery-state.ts";
import type { RaidItem } from "#core/entities/raid-log.ts";
import { colourDimensions, colourOverall } from "#core/delivery/colours.ts";
import { colourFlow } from "#core/delivery/flow-colour.ts";
import type { Outlook } from "#core/delivery/forecast.ts";
import type { MilestoneOutlook } from "#core/delivery/milestones.ts";
import { colourRisk } from "#core/delivery/risk-colour.ts";
import { colourSchedule } from "#core/delivery/schedule-colour.ts";
import { colourScope } from "#core/delivery/scope-colour.ts";
import { defaultRuleSettings as settings } from "#core/settings.ts";
import { addDays } from "#core/time.ts";
import { buildSituation, today } from "#tests/core/rules/build-situation.ts";

function due(inDays: number, outlook: Outlook): MilestoneOutlook {
  const milestone = { releaseId: "4", name: "Release 4", date: addDays(today, inDays), total: 9, done: 4, open: 5, forecast: { unknown: "" }, evidence: ["release:4"] };
  return { milestone, outlook };
}
const days = (p50: number, p85: number): Outlook => ({ p50, p85, p95: p85 + 5, remaining: 5, trials: 10_000 });

describe("schedule", () => {
  const colour = (inDays: number, outlook: Outlook) => colourSchedule([due(inDays, outlook)], today, settings);

  test("turns on P85 and P50 against the date, equal days counting as in time", () => {
    expect([days(5, 10), days(5, 11), days(10, 11), days(11, 12)].map((outlook) => colour(10, outlook).colour)).toEqual(["green", "amber", "amber", "red"]);
  });

  test("tells how far the next colour is", () => {
    expect(colour(10, days(5, 8)).margin).toBe("3 more days on the P85 would make it amber.");
    expect(colour(10, days(10, 14)).margin).toBe("1 more day on the P50 would make it red.");
    expect(colour(10, days(12, 14)).margin).toBe("2 days less on the P50, or as much more time, would make it amber.");
  });

  test("is red once the date has passed with work open, whatever a forecast says", () => {
    const late = colour(-3, { unknown: "no data" });
    expect(late.colour).toBe("red");
    expect(late.because).toMatch(/^Release 4 was due on 2015-03-13, 3 days ago, and 5 of 9 items are open\. Asked of whoever decides on Release 4, by 2015-03-17: /);
  });

  test("is red, not unknown, where the work does not end in sight", () => {
    expect(colour(10, days(Infinity, Infinity))).toMatchObject({ colour: "red", margin: "No later date would do: the scope grows as fast as it is finished." });
    expect(colour(10, days(8, Infinity)).colour).toBe("amber");
  });

  test("is green where all of it is done before its date", () => {
    const done = { milestone: { ...due(10, days(0, 0)).milestone, open: 0, done: 9 }, outlook: days(0, 0) };
    expect(colourSchedule([done], today, settings)).toMatchObject({ colour: "green", because: "Release 4 is due on 2015-03-26 and all 9 items of it are done." });
  });

  test("is unknown without a date or a forecast, and says which", () => {
    expect(colourSchedule([], today, settings)).toMatchObject({ colour: "grey", because: "Unknown: none of the releases still to come has a date and items in it.", margin: null });
    expect(colour(10, { unknown: "3 finished" }).because).toBe("Unknown: Release 4 is due on 2015-03-26, but cannot be forecast: 3 finished.");
  });
});

describe("scope", () => {
  const colour = (committed: number, added: number) =>
    colourScope({ of: "Sprint 7", since: "2015-03-09", committed, added, note: "", evidence: ["sprint:7"] }, today, settings);

  test("turns at 10 and 25 percent of what was committed", () => {
    expect([2, 3, 5, 6].map((added) => colour(20, added).colour)).toEqual(["green", "amber", "amber", "red"]);
    expect(colour(0, 1)).toMatchObject({ colour: "grey", because: expect.stringContaining("nothing was in it then") });
  });

  test("tells how many items make the next colour", () => {
    expect(colour(20, 1).margin).toBe("2 more added items would make it amber.");
    expect(colour(20, 3).margin).toBe("3 more added items would make it red.");
    expect(colour(20, 8).margin).toBe("3 added items fewer would make it amber.");
    expect(colour(3, 0).margin).toBe("1 more added item would make it red.");
  });
});

describe("flow", () => {
  const flow = (wip: number, agedCount: number | null): FlowMetrics => {
    const figure = agedCount === null ? { unknown: "4 finished in the last 90 days, 10 are needed" } : { days: 12 };
    return { basis: "history", note: "", throughput: [], cycleTime: { p50: figure, p85: figure, p95: figure, sample: 20 }, wip, oldest: [], agedCount };
  };
  const blocker = (ageDays: number | null): Blocker => ({ key: "A-1", summary: "", because: "", since: null, ageDays, owner: null, evidence: ["issue:A-1"] });
  const colour = (wip: number, aged: number | null, ...ages: (number | null)[]) => colourFlow(flow(wip, aged), ages.map(blocker), today, settings);

  test("turns at 10 and 30 percent of the work past P85", () => {
    expect([[20, 2], [20, 3], [20, 6], [20, 7], [0, 0]].map(([wip, aged]) => colour(wip ?? 0, aged ?? 0).colour)).toEqual(["green", "amber", "amber", "red", "green"]);
  });

  test("turns at blockers over 7 and over 14 days", () => {
    expect([7, 8, 14, 15].map((age) => colour(20, 0, 1, age).colour)).toEqual(["green", "amber", "amber", "red"]);
  });

  test("counts a blocker of unknown age as young, and says so", () => {
    expect(colour(20, 0, null)).toMatchObject({ colour: "green", because: "0 of 20 items in progress are older than P85 (12 days); since when 1 blocker has stood is not known." });
  });

  test("tells the smallest changes that move it", () => {
    expect(colour(20, 1, 5).margin).toBe("2 more aged items would make it amber; 3 more days of A-1 being blocked would make it amber.");
    expect(colour(2, 0).margin).toBe("1 more aged item would make it red.");
    expect(colour(20, 8, 20).margin).toBe("2 aged items fewer and no blocker over 14 days would make it amber.");
  });

  test("is unknown without percentiles, however old the blockers", () => {
    expect(colour(20, null, 30)).toMatchObject({ colour: "grey", because: "Unknown: P85 of the cycle time is not known, because 4 finished in the last 90 days, 10 are needed; A-1 has been blocked longest, for 30 days." });
  });
});

describe("risk", () => {
  const item = (fields: Partial<RaidItem>): RaidItem => ({
    id: "RAID-1", subject: null, rule: null, type: "risk", title: "", cause: "", effect: "", probability: 3, impact: 3, scoredBy: "user", proximity: null, response: null,
    owner: "Jane", nextAction: null, trigger: null, status: "open", raised: today, due: null, lastReviewed: null, closed: null, evidence: [], decisions: [], ...fields,
  });
  const colour = (...items: Partial<RaidItem>[]) => colourRisk({ items: items.map(item), nextNumber: 2 }, today, settings);
  const tomorrow = { text: "", due: addDays(today, 1) };

  test("is unknown for an empty log", () => {
    expect(colour().colour).toBe("grey");
  });

  test("turns at exposure 12, and at 20 without an owner and a dated next action", () => {
    const at = (probability: number, impact: number, more: Partial<RaidItem> = {}) => colour({ probability, impact, ...more }).colour;
    expect([at(3, 3), at(3, 4), at(5, 4, { nextAction: tomorrow }), at(5, 4), at(5, 4, { nextAction: tomorrow, owner: null })]).toEqual(["green", "amber", "amber", "red", "red"]);
  });

  test("asks for just what is missing", () => {
    const margin = (...items: Partial<RaidItem>[]) => colour(...items.map((one) => ({ probability: 5, impact: 5, ...one }))).margin;
    expect(margin({ owner: null, nextAction: tomorrow })).toBe("An owner for 1 item would make it amber.");
    expect(margin({ nextAction: null })).toBe("A dated next action for 1 item would make it amber.");
    expect(margin({ owner: null, nextAction: tomorrow }, { nextAction: null })).toBe("An owner and a dated next action for 2 items would make it amber.");
  });

  test("is amber for an overdue review", () => {
    expect(colour({ nextAction: { text: "", due: addDays(today, -1) } })).toMatchObject({ colour: "amber", because: "Nothing open is at exposure 12 or more. The next action is overdue on 1 open item (RAID-1)." });
    expect(colour({ nextAction: { text: "", due: today } }).colour).toBe("green");
  });

  test("looks at open items only, accepted ones included", () => {
    expect(colour({ probability: 5, impact: 5, status: "closed" }).colour).toBe("green");
    expect(colour({ probability: 5, impact: 5, status: "accepted" }).colour).toBe("red");
  });
});

describe("overall", () => {
  const dimension = (colour: "green" | "amber" | "red" | "grey") => ({ colour, rule: "", because: `${colour}.`, margin: null, evidence: [] });
  const overall = (...[schedule, scope, flow, risk]: ("green" | "amber" | "red" | "grey")[]) =>
    colourOverall({ schedule: dimension(schedule ?? "grey"), scope: dimension(scope ?? "grey"), flow: dimension(flow ?? "grey"), risk: dimension(risk ?? "grey") });

  test("is the worst known dimension, and says which are unknown", () => {
    expect(overall("green", "amber", "grey", "green")).toEqual({ colour: "amber", because: "Scope is amber. Flow is unknown. amber.", unknown: ["flow"] });
    expect(overall("green", "red", "amber", "red")).toMatchObject({ colour: "red", because: "Scope and risk are red. red.", unknown: [] });
    expect(overall("green", "green", "green", "green").because).toBe("All that is known is green.");
  });

  test("is grey with schedule and flow both unknown, whatever else is red", () => {
    expect(overall("grey", "red", "grey", "red").colour).toBe("grey");
  });
});

test("while the source cannot be read, every dimension is unknown and says why", () => {
  const raid = { items: [], nextNumber: 1 };
  const situation = buildSituation({}, { stale: "Jira has not been read since Friday" });
  const flow: FlowMetrics = { basis: "none", note: "", throughput: [], cycleTime: { p50: { days: 1 }, p85: { days: 1 }, p95: { days: 1 }, sample: 10 }, wip: 0, oldest: [], agedCount: 0 };
  const dimensions = colourDimensions(situation, { milestones: [due(10, days(1, 2))], growth: { unknown: "" }, flow, blockers: [], raid });
  expect(Object.values(dimensions).map(({ colour, because }) => [colour, because])).toEqual(Array.from({ length: 4 }, () => ["grey", "Unknown: Jira has not been read since Friday."]));
});
