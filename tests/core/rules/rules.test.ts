import { describe, expect, test } from "vitest";
import type { Facts } from "#core/entities/facts.ts";
import type { Finding, RuleName } from "#core/entities/finding.ts";
import type { IssueLink } from "#core/entities/issue.ts";
import { findAll, rules } from "#core/rules/rules.ts";
import { whyEnded } from "#core/rules/why-ended.ts";
import { at, buildIssue, buildRelease, buildSituation, buildSprint, change, daysAgo, finishedItems, statuses } from "./build-situation.ts";

function find(rule: RuleName, facts: Partial<Facts>): Finding[] {
  return rules[rule](buildSituation(facts));
}

const started = statuses("Open", ["2015-03-04", "In Progress"]);
const waitsFor = (key: string, statusCategory: IssueLink["statusCategory"] = "new", relation = "is blocked by"): Pick<Parameters<typeof buildIssue>[1] & object, "links"> => ({
  links: [{ relation, key, summary: null, statusCategory }],
});

describe("blocked", () => {
  test("a flagged item is blocked since the flag was last set", () => {
    const history = [change("flagged", "2015-03-01", null, "Impediment"), change("flagged", "2015-03-03", "Impediment", ""), change("flagged", "2015-03-07", null, "Impediment")];
    const [finding] = find("blocked", { issues: [buildIssue("A-1", { flagged: true, history })] });
    expect(finding).toMatchObject({ subject: "blocked:A-1", since: "2015-03-07", ageDays: 9, because: "A-1 has been blocked since 2015-03-07: it is flagged as an impediment." });
  });

  test("a flag whose setting the history does not hold has no known start", () => {
    const history = [change("flagged", "2015-03-01", null, "Impediment"), change("flagged", "2015-03-03", "Impediment", "")];
    expect(find("blocked", { issues: [buildIssue("A-1", { flagged: true, history })] })[0]?.since).toBeNull();
  });

  test("a status named like blocked counts from the move into it, an unblocked one does not count", () => {
    const blocked = buildIssue("A-1", statuses("Open", ["2015-03-04", "In Progress"], ["2015-03-10", "Blocked"]));
    const issues = [blocked, buildIssue("A-2", { status: "Unblocked" }), buildIssue("A-3", { status: "Waiting for customer" })];
    expect(find("blocked", { issues }).map(({ subject, since }) => [subject, since])).toEqual([["blocked:A-1", "2015-03-10"], ["blocked:A-3", null]]);
  });

  test("a started item waits for an open one it is linked to; since when is not invented", () => {
    const issues = [buildIssue("A-1", { ...started, ...waitsFor("A-2") }), buildIssue("A-2")];
    expect(find("blocked", { issues })).toMatchObject([
      {
        because: "A-1 is blocked: it waits for A-2, which is still open. Since when is not known, because the source gives no date for it.",
        since: null,
        ageDays: null,
        evidence: ["issue:A-1", "issue:A-2"],
      },
    ]);
  });

  test("a waiting item is blocked since the last of link, start and the other's reopening", () => {
    const linked = (day: string) => ({ ...waitsFor("A-2"), history: [...started.history, change("link", day, null, "is blocked by A-2")] });
    const since = (day: string, other = {}) => find("blocked", { issues: [buildIssue("A-1", { ...started, ...linked(day) }), buildIssue("A-2", other)] })[0]?.since;
    expect(since("2015-03-01")).toBe("2015-03-04");
    expect(since("2015-03-09")).toBe("2015-03-09");
    expect(since("2015-03-01", statuses("Open", ["2015-03-02", "Closed"], ["2015-03-11", "Open"]))).toBe("2015-03-11");
  });

  test("a link of another kind, or to another item, dates nothing", () => {
    const since = (to: string) => find("blocked", { issues: [buildIssue("A-1", { ...started, ...waitsFor("A-2"), history: [...started.history, change("link", "2015-03-09", null, to)] }), buildIssue("A-2")] })[0]?.since;
    expect([since("relates to A-2"), since("is blocked by BA-2"), since("is blocked by A-22"), since("is blocked by A-3")]).toEqual([null, null, null, null]);
  });

  test.each(["is blocked by", "depends on", "is dependent on", "has to be done after"])("the link '%s' is read as waiting", (relation) => {
    expect(find("blocked", { issues: [buildIssue("A-1", { ...started, ...waitsFor("B-2", "new", relation) })] })).toHaveLength(1);
  });

  test.each(["blocks", "relates to", "is dependent of"])("the link '%s' is not", (relation) => {
    expect(find("blocked", { issues: [buildIssue("A-1", { ...started, ...waitsFor("B-2", "new", relation) })] })).toEqual([]);
  });

  test("links stop counting when the other item is done, its state unknown, or this one not started", () => {
    const done = buildIssue("A-2", statuses("Open", ["2015-03-05", "Closed"]));
    const issues = [buildIssue("A-1", { ...started, ...waitsFor("A-2", "indeterminate") }), done];
    expect(find("blocked", { issues })).toEqual([]);
    expect(find("blocked", { issues: [buildIssue("A-1", { ...started, ...waitsFor("B-1", "unknown") })] })).toEqual([]);
    expect(find("blocked", { issues: [buildIssue("A-1", waitsFor("B-1"))] })).toEqual([]);
  });

  test("evidence names only what the project holds", () => {
    expect(find("blocked", { issues: [buildIssue("A-1", { ...started, ...waitsFor("B-1") })] })[0]?.evidence).toEqual(["issue:A-1"]);
  });

  test("a done item is not blocked, a sub-task can be", () => {
    const issues = [buildIssue("A-1", { flagged: true, ...statuses("Open", ["2015-03-05", "Closed"]) }), buildIssue("A-2", { flagged: true, isSubtask: true })];
    expect(find("blocked", { issues }).map(({ subject }) => subject)).toEqual(["blocked:A-2"]);
  });

  test("probability grows with age, impact follows the site's priorities", () => {
    const score = (days: number, priority: string | null) => {
      const [finding] = find("blocked", { issues: [buildIssue("A-1", { flagged: true, priority, history: [change("flagged", daysAgo(days), null, "Impediment")] })] });
      return [finding?.probability, finding?.impact];
    };
    const [third] = find("blocked", { issues: [buildIssue("A-1", { flagged: true, priority: "C" })], profile: { source: "jira", priorities: ["A", "B", "C"], accountTimeZone: "UTC", boardIds: [] } });
    expect(third?.impact).toBe(3);
    expect([score(7, "Critical"), score(8, "High"), score(14, "Medium"), score(15, "Low"), score(1, "None")]).toEqual([[3, 5], [4, 4], [4, 3], [5, 2], [3, 3]]);
  });
});

describe("aged", () => {
  const finished = finishedItems(Array.from({ length: 20 }, (_, index) => index + 1));
  const inWork = (days: number) => buildIssue(`A-${days}`, statuses("Open", [daysAgo(days - 1), "In Progress"]));

  test("fires past P85, and higher past P95", () => {
    const found = find("aged", { issues: [...finished, inWork(17), inWork(18), inWork(20)] });
    expect(found.map(({ subject, ageDays, probability }) => [subject, ageDays, probability])).toEqual([["aged:A-20", 20, 3], ["aged:A-18", 18, 2]]);
    expect(found[1]?.because).toBe("A-18 was started on 2015-02-27 and is not done (In Progress); 85 % of the items finished lately took 17 days or less.");
  });

  test("says that an item without history has been open for long, not that it was worked on", () => {
    const done = Array.from({ length: 10 }, (_, index) => buildIssue(`D-${index}`, { createdAt: at(daysAgo(9)), status: "Closed", statusCategory: "done", resolvedAt: at(daysAgo(5)) }));
    const [finding] = find("aged", { issues: [...done, buildIssue("A-1", { createdAt: at(daysAgo(30)), sprintIds: [7] })], sprints: [buildSprint(7)] });
    expect(finding).toMatchObject({
      title: "A-1 has been open longer than 95 % of finished items: Summary of A-1",
      because: "A-1 was created on 2015-02-14 and is not done (Open); 95 % of the items finished lately took 5 days or less.",
      effect: "It may not be finished in time for Sprint 7 (ends 2015-03-20).",
    });
  });

  test("says of a plan whose dates have passed that they have", () => {
    const issues = [...finished, { ...inWork(20), sprintIds: [7], releaseIds: ["4"] }];
    const [finding] = find("aged", { issues, sprints: [buildSprint(7, { endAt: at("2015-03-13") })], releases: [buildRelease("4", "2015-03-14")] });
    expect(finding?.effect).toBe("It may not be finished in time for Sprint 7 (was to end 2015-03-13) and Release 4 (was due 2015-03-14).");
  });

  test("is silent without percentiles", () => {
    expect(find("aged", { issues: [...finished.slice(0, 9), inWork(60)] })).toEqual([]);
  });
});

describe("due-missed", () => {
  test("fires for open items past their due date, not on the day itself", () => {
    const issues = [
      buildIssue("A-1", { dueOn: "2015-03-15" }),
      buildIssue("A-2", { dueOn: "2015-03-16" }),
      buildIssue("A-3", { dueOn: "2015-03-01", ...statuses("Open", ["2015-03-05", "Closed"]) }),
    ];
    expect(find("due-missed", { issues })).toMatchObject([{ subject: "due-missed:A-1", ageDays: 1, because: "A-1 was due on 2015-03-15 and is not done (Open)." }]);
  });
});

describe("critical-unowned", () => {
  const critical = { priority: "Critical", assignee: null };

  test("fires for the highest level only, once it has been unowned for more than a day", () => {
    const issues = [
      buildIssue("A-1", { ...critical, createdAt: at("2015-03-14") }),
      buildIssue("A-2", { ...critical, createdAt: at("2015-03-15") }),
      buildIssue("A-3", { ...critical, priority: "High" }),
      buildIssue("A-4", { priority: "Critical" }),
    ];
    expect(find("critical-unowned", { issues })).toMatchObject([{ subject: "critical-unowned:A-1", since: "2015-03-14", ageDays: 2 }]);
  });

  test("counts from the day the owner left or the priority rose, whichever came last", () => {
    const since = (...history: ReturnType<typeof change>[]) => find("critical-unowned", { issues: [buildIssue("A-1", { ...critical, history })] })[0]?.since;
    expect(since(change("assignee", "2015-03-02", "Jane", null))).toBe("2015-03-02");
    expect(since(change("assignee", "2015-03-02", "Jane", ""), change("priority", "2015-03-10", "Low", "Critical"))).toBe("2015-03-10");
  });

  test("never takes None for a level, and is silent where the site's list is not known", () => {
    const issues = [buildIssue("A-1", { ...critical, priority: "None" })];
    const profile = { source: "jira", priorities: ["None", "High"], accountTimeZone: "UTC", boardIds: [] } as const;
    expect(find("critical-unowned", { issues, profile: { ...profile, priorities: [...profile.priorities], boardIds: [] } })).toEqual([]);
    expect(find("critical-unowned", { issues: [buildIssue("A-1", critical)], profile: null })).toEqual([]);
  });

  test("is silent where the site has a single level, which is no higher than any", () => {
    const profile = { source: "jira" as const, priorities: ["Critical", "None"], accountTimeZone: "UTC", boardIds: [] };
    expect(find("critical-unowned", { issues: [buildIssue("A-1", critical)], profile })).toEqual([]);
  });
});

describe("scope-added", () => {
  test("tells of items that joined a running sprint, and how", () => {
    const sprints = [buildSprint(7), buildSprint(8, { state: "future" })];
    const issues = [
      buildIssue("A-1", { sprintIds: [7], createdAt: at("2015-03-12") }),
      buildIssue("A-2", { sprintIds: [7], history: [change("sprint", "2015-03-13", "", "7")] }),
      buildIssue("A-3", { sprintIds: [7] }),
      buildIssue("A-4", { sprintIds: [8], createdAt: at("2015-03-12") }),
    ];
    expect(find("scope-added", { issues, sprints }).map(({ because, becomes }) => [because, becomes])).toEqual([
      ["A-1 was created in Sprint 7 on 2015-03-12, after it had started on 2015-03-09.", "highlight"],
      ["A-2 joined Sprint 7 on 2015-03-13, after it had started on 2015-03-09.", "highlight"],
    ]);
  });
});

describe("unready", () => {
  const sprints = [buildSprint(7), buildSprint(8, { state: "future", startAt: null }), buildSprint(9, { state: "future", startAt: at("2015-03-23") }), buildSprint(10, { state: "future", boardId: 2 })];
  const reason = (description: string) => find("unready", { sprints, issues: [buildIssue("A-1", { sprintIds: [7], description })] })[0]?.because;
  const long = "The list scrolls back to its top whenever a row is deleted.";

  test("wants a description, and criteria under a heading or as a list", () => {
    expect(reason("")).toBe("A-1 is planned for Sprint 7 with no description and no criteria, neither under a heading nor as a list.");
    expect(reason("- it works")).toBe("A-1 is planned for Sprint 7 with a description of only 10 characters.");
    expect(reason(long)).toBe("A-1 is planned for Sprint 7 with no criteria, neither under a heading nor as a list.");
    for (const ready of ["\n* stays where it was", "\n1. scroll\n2. delete", "\nAcceptance Criteria\nIt stays.", "\nh3. Definition of done:\nIt stays."]) expect(reason(long + ready)).toBeUndefined();
  });

  test("looks at the running sprints and each board's next one, at items not yet started", () => {
    const planned = (key: string, sprintId: number, more = {}) => buildIssue(key, { sprintIds: [sprintId], description: "", ...more });
    const issues = [
      planned("A-7", 7), planned("A-8", 8), planned("A-9", 9), planned("A-10", 10),
      planned("B-1", 7, started), planned("B-2", 7, statuses("Open", ["2015-03-05", "Closed"])), planned("B-3", 7, { isSubtask: true }),
    ];
    expect(find("unready", { issues, sprints }).map(({ subject }) => subject)).toEqual(["unready:A-7", "unready:A-10", "unready:A-9"]);
  });

  test("a place in a running sprint is no start here, even where the source has no history", () => {
    const done = buildIssue("D-1", { status: "Closed", statusCategory: "done", resolvedAt: at("2015-03-02") });
    expect(find("unready", { sprints, issues: [done, buildIssue("A-1", { sprintIds: [7], description: "" })] })).toHaveLength(1);
  });
});

test("findings are ordered by subject, and an empty project has none", () => {
  const issues = [buildIssue("B-1", { flagged: true, dueOn: "2015-03-01" }), buildIssue("A-1", { flagged: true })];
  expect(findAll(buildSituation({ issues })).map(({ subject }) => subject)).toEqual(["blocked:A-1", "blocked:B-1", "due-missed:B-1"]);
  expect(findAll(buildSituation({}))).toEqual([]);
});

test("an effect names the sprint and the release that are at stake", () => {
  const issue = buildIssue("A-1", { flagged: true, sprintIds: [7], releaseIds: ["4"] });
  const [finding] = find("blocked", { issues: [issue], sprints: [buildSprint(7)], releases: [buildRelease("4", "2015-04-01")] });
  expect(finding?.effect).toBe("It cannot be finished until this is cleared, and it is planned for Sprint 7 (ends 2015-03-20) and Release 4 (due 2015-04-01).");
});

test("an item that nobody works on any more does not wait, and says for what it would", () => {
  const issues = [
    buildIssue("A-1", { ...statuses("Open", ["2015-03-04", "In Progress"], ["2015-03-10", "Open"]), links: ["A-2", "A-3"].flatMap((key) => waitsFor(key).links ?? []) }),
    buildIssue("A-2", statuses("Open", ["2015-03-12", "Closed"])),
    buildIssue("A-3"),
  ];
  expect(whyEnded(buildSituation({ issues }), "blocked:A-1")).toBe("A-1 is no longer in work, so it does not wait for A-3 yet.");
  const dated = issues.map((issue) => ({ ...issue, history: [] }));
  expect(whyEnded(buildSituation({ issues: dated, sprints: [buildSprint(7)] }), "blocked:A-1")).toBe("A-1 is not in a running sprint any more, so it does not wait for A-3 yet.");
});

test("why a matter ended is read from the facts", () => {
  const issues = [
    buildIssue("A-1", statuses("Open", ["2015-03-12", "Closed"])),
    buildIssue("A-2", { ...started, ...waitsFor("A-1") }),
    buildIssue("A-3", { dueOn: "2015-04-01" }),
    buildIssue("A-4", { priority: "High", assignee: null }),
    buildIssue("A-5", { flagged: true }),
  ];
  const situation = buildSituation({ issues });
  expect(["aged:A-1", "blocked:A-2", "due-missed:A-3", "due-missed:A-4", "critical-unowned:A-3", "critical-unowned:A-4", "blocked:A-5", "blocked:Z-9"].map((subject) => whyEnded(situation, subject))).toEqual([
    "A-1 was resolved on 2015-03-12.",
    "A-2 is no longer blocked: A-1 is done.",
    "A-3 is now due on 2015-04-01.",
    "A-4 no longer has a due date.",
    "A-3 is now assigned to Jane Doe.",
    "The priority of A-4 is now High.",
    "A-5 is blocked by something else now: it is flagged as an impediment.",
    "Z-9 is no longer in the project's facts.",
  ]);
});
