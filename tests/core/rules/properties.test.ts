import * as fc from "fast-check";
import { expect, test } from "vitest";
import { composeBacklogSummary } from "#core/artefacts/backlog-summary.ts";
import { composeDeliveryState } from "#core/artefacts/delivery-state.ts";
import { composeRaidLog } from "#core/artefacts/raid-log.ts";
import { measureFlow } from "#core/delivery/flow.ts";
import { readMilestones } from "#core/delivery/milestones.ts";
import { readFacts } from "#core/delivery/reading.ts";
import { BacklogSummary } from "#core/entities/backlog-summary.ts";
import type { Colour, DeliveryState } from "#core/entities/delivery-state.ts";
import type { Facts } from "#core/entities/facts.ts";
import { Finding } from "#core/entities/finding.ts";
import type { Issue } from "#core/entities/issue.ts";
import { askAll } from "#core/rules/questions.ts";
import { findAll } from "#core/rules/rules.ts";
import type { Situation } from "#core/rules/situation.ts";
import { addDays, addMs } from "#core/time.ts";
import { anyProject } from "./any-project.ts";
import { at, buildIssue, buildSituation, change, daysAgo, finishedItems, statuses, today } from "./build-situation.ts";

const runs = { numRuns: 60 };
/** Fewer trials: what is tested holds for any number of them. */
const settings = { ...buildSituation({}).settings, forecastTrials: 200 };
const rank: Record<Colour, number> = { grey: 0, green: 1, amber: 2, red: 3 };
const anyHistory = anyProject(true).map((facts) => withPace(facts));
const anyFacts = fc.oneof(anyHistory, anyProject(true), anyProject(false));

/** Enough finished items for percentiles and a forecast. */
function withPace(facts: Facts): Facts {
  return { ...facts, issues: [...facts.issues, ...finishedItems(Array.from({ length: 30 }, (_, index) => (index % 12) + 1))] };
}

function judge(facts: Facts, over: Partial<Situation> = {}) {
  const situation = buildSituation(facts, { settings, ...over });
  const findings = findAll(situation);
  const raid = composeRaidLog(null, findings, situation);
  return { findings, raid, delivery: composeDeliveryState(situation, findings, raid), backlog: composeBacklogSummary(situation, findings), questions: askAll(situation, findings) };
}

function expectNoBetter(before: DeliveryState, after: DeliveryState): void {
  const colours = ({ overall, dimensions }: DeliveryState) => ({ ...dimensions, overall });
  const [was, is] = [colours(before), colours(after)];
  for (const name of ["schedule", "scope", "flow", "risk", "overall"] as const) {
    expect(rank[is[name].colour], `${name}: ${was[name].because} / ${is[name].because}`).toBeGreaterThanOrEqual(rank[was[name].colour]);
  }
}

/** `worse` makes any project with a pace, and with work open in its release, worse off. */
function adding(worse: (facts: Facts, pick: number) => Facts): void {
  const anyPlanned = anyHistory.map((facts) => ({ ...facts, issues: [...facts.issues, buildIssue("X-0", { createdAt: at(daysAgo(50)), releaseIds: ["4"] })] }));
  fc.assert(fc.property(anyPlanned, fc.nat(), (facts, pick) => expectNoBetter(judge(facts).delivery, judge(worse(facts, pick)).delivery)), runs);
}

function changing(facts: Facts, pick: number, changed: (issue: Issue) => Issue): Facts {
  const chosen = pick % facts.issues.length;
  return { ...facts, issues: facts.issues.map((issue, index) => (index === chosen ? changed(issue) : issue)) };
}

test("adding a blocker never improves a colour", () => {
  const flag = (issue: Issue, days: number): Issue => ({ ...issue, flagged: true, history: [...issue.history, change("flagged", daysAgo(days), null, "Impediment")] });
  adding((facts, pick) => changing(facts, pick, (issue) => (issue.flagged ? issue : flag(issue, pick % 30))));
});

// The table of flow allows dilution: it measures aged items against the work in progress, so one more young item in work, blocked
// or not, makes the share smaller. What holds is that a blocked item no younger than the aged ones, or not in work, never helps.
test("adding a blocked item that does not dilute the work in progress never improves a colour", () => {
  const flagged = (pick: number): Partial<Issue> => ({ createdAt: at(daysAgo(60)), flagged: true, history: [change("flagged", daysAgo(pick % 30), null, "Impediment")] });
  adding((facts, pick) => ({ ...facts, issues: [...facts.issues, buildIssue("X-1", flagged(pick))] }));
  const old = statuses("Open", [daysAgo(59), "In Progress"]);
  adding((facts, pick) => ({ ...facts, issues: [...facts.issues, buildIssue("X-1", { ...flagged(pick), ...old, history: [...old.history, ...(flagged(pick).history ?? [])] })] }));
});

test("adding an aged item never improves a colour", () => {
  adding((facts, pick) => ({ ...facts, issues: [...facts.issues, buildIssue("X-1", { createdAt: at(daysAgo(60)), ...statuses("Open", [daysAgo(20 + (pick % 30)), "In Progress"]) })] }));
});

test("missing a date never improves a colour", () => {
  adding((facts, pick) => changing(facts, pick, (issue) => (issue.dueOn !== null && issue.dueOn < today ? issue : { ...issue, dueOn: daysAgo(1 + (pick % 30)) })));
  adding((facts, pick) => ({ ...facts, releases: facts.releases.map((release) => (release.id === "4" ? { ...release, releaseOn: daysAgo(pick % 30) } : release)) }));
});

test("adding scope never improves a colour", () => {
  const joined = (pick: number): Partial<Issue> => ({ createdAt: at(daysAgo(50)), priority: "Low", sprintIds: [7], history: [change("sprint", daysAgo(pick % 6), null, "7")] });
  adding((facts, pick) => ({ ...facts, issues: [...facts.issues, buildIssue("X-1", joined(pick))] }));
  adding((facts, pick) => ({ ...facts, issues: [...facts.issues, buildIssue("X-1", { createdAt: at(daysAgo(pick % 50)), releaseIds: ["4"] })] }));
});

// Without status history a sprint's items stand for work in progress, so scope added to it dilutes flow as well as growing.
test("without status history, adding scope never improves schedule, scope or risk", () => {
  fc.assert(
    fc.property(anyProject(false), fc.nat(), (facts, pick) => {
      const held = { ...facts, issues: [...facts.issues, buildIssue("X-0", { createdAt: at(daysAgo(50)), releaseIds: ["4"], sprintIds: [7] })] };
      const added = buildIssue("X-1", { createdAt: at(daysAgo(pick % 6)), priority: "Low", releaseIds: ["4"], sprintIds: [7] });
      const [before, after] = [judge(held).delivery.dimensions, judge({ ...held, issues: [...held.issues, added] }).delivery.dimensions];
      for (const name of ["schedule", "scope", "risk"] as const) expect(rank[after[name].colour], name).toBeGreaterThanOrEqual(rank[before[name].colour]);
    }),
    runs,
  );
});

test("while the source cannot be read every colour is grey, and so is everything about an empty project", () => {
  const expectGrey = ({ overall, dimensions }: DeliveryState): void => {
    for (const { colour } of [overall, ...Object.values(dimensions)]) expect(colour).toBe("grey");
  };
  expectGrey(judge({ issues: [], sprints: [], releases: [], profile: null }).delivery);
  fc.assert(fc.property(anyFacts, (facts) => expectGrey(judge(facts, { stale: "not read for a day" }).delivery)), runs);
});

test("other names for the people change nothing but the names", () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const renamed = (text: string): string => text.replaceAll("Jane Doe", "Łucja Ó Briain").replaceAll("Rob Roe", "Ægir").replaceAll('"jane"', '"712020:a1"');
      expect(JSON.stringify(judge(JSON.parse(renamed(JSON.stringify(facts))) as Facts))).toBe(renamed(JSON.stringify(judge(facts))));
    }),
    runs,
  );
});

test("the order of the issues changes nothing", () => {
  fc.assert(
    fc.property(anyFacts, fc.nat(), (facts, turn) => {
      const at = turn % (facts.issues.length + 1);
      const shuffled = [...facts.issues.slice(at), ...facts.issues.slice(0, at)].reverse();
      expect(JSON.stringify(judge({ ...facts, issues: shuffled }))).toBe(JSON.stringify(judge(facts)));
    }),
    runs,
  );
});

// A forecast is seeded with its day, so of the documents only what is not forecast moves exactly.
test("moving every date by whole weeks moves findings, RAID log, backlog and questions, and changes nothing else in them", () => {
  fc.assert(
    fc.property(anyFacts, fc.integer({ min: 1, max: 60 }), (facts, weeks) => {
      const days = weeks * 7;
      const moved = JSON.stringify(facts).replace(/\d{4}-\d{2}-\d{2}T[\d:.]+Z|\d{4}-\d{2}-\d{2}/g, (date) => (date.length > 10 ? addMs(date, days * 86_400_000) : addDays(date, days)));
      const { delivery: _before, ...before } = judge(facts);
      const { delivery: _after, ...after } = judge(JSON.parse(moved) as Facts, { today: addDays(today, days) });
      expect(JSON.stringify(after)).toBe(JSON.stringify(before).replace(/\d{4}-\d{2}-\d{2}/g, (day) => addDays(day, days)));
    }),
    runs,
  );
});

test("more items finished before never make a metric unknown", () => {
  fc.assert(
    fc.property(anyFacts, fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 20 }), (facts, older) => {
      const flow = (issues: readonly Issue[]) => measureFlow(readFacts(buildSituation({ ...facts, issues })));
      const outlook = (issues: readonly Issue[]) => readMilestones(readFacts(buildSituation({ ...facts, issues }, { settings }))).shown[0]?.outlook;
      const earlier = finishedItems(older, daysAgo(30)).map((issue) => ({ ...issue, key: `OLD-${issue.key}` }));
      const [before, after] = [flow(facts.issues), flow([...facts.issues, ...earlier])];
      if ("days" in before.cycleTime.p85) expect(after.cycleTime.p85).toHaveProperty("days");
      expect(after.cycleTime.sample).toBeGreaterThanOrEqual(before.cycleTime.sample);
      const [was, is] = [outlook(facts.issues), outlook([...facts.issues, ...earlier])];
      if (was && !("unknown" in was)) expect(is).toHaveProperty("p50");
    }),
    runs,
  );
});

test("findings, questions and highlights name only people, keys and days of the facts", () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const { findings, backlog, questions } = judge(facts);
      const held = JSON.stringify(facts);
      for (const text of [...findings.flatMap(({ title, because, effect }) => [title, because, effect]), ...backlog.highlights.map(({ text }) => text), ...questions.flatMap(({ known }) => known.map(({ text }) => text))]) {
        for (const name of text.match(/\b[A-Z]+-\w+|\d{4}-\d{2}-\d{2}|Jane Doe/g) ?? []) expect(held).toContain(name);
      }
      for (const { owner } of findings) expect([null, "Jane Doe"]).toContain(owner);
      for (const { evidence } of findings) for (const id of evidence) expect(id === "sprint:7" || id === "sprint:8" || facts.issues.some(({ key }) => id === `issue:${key}`)).toBe(true);
    }),
    runs,
  );
});

test("whatever the facts, the findings and documents keep to their schemas", () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const { findings, backlog } = judge(facts);
      expect(findings.map((finding) => Finding.parse(finding))).toEqual(findings);
      expect(BacklogSummary.parse(backlog)).toEqual(backlog);
      expect(new Set(findings.map(({ subject }) => subject)).size).toBe(findings.length);
    }),
    runs,
  );
});
