import type { Facts } from "#core/entities/facts.ts";
import type { HistoryEntry, Issue } from "#core/entities/issue.ts";
import type { Release } from "#core/entities/release.ts";
import type { Sprint } from "#core/entities/sprint.ts";
import type { Situation } from "#core/rules/situation.ts";
import { defaultRuleSettings } from "#core/settings.ts";
import { addDays, type Day, type Instant } from "#core/time.ts";

/** The Monday every example takes place on, unless it says otherwise. */
export const today: Day = "2015-03-16";

export function at(day: Day, time = "10:00"): Instant {
  return `${day}T${time}:00.000Z`;
}

export function daysAgo(days: number): Day {
  return addDays(today, -days);
}

const categories = new Map<string | null, HistoryEntry["toCategory"] & string>([
  ["Open", "new"],
  ["In Progress", "indeterminate"],
  ["In Review", "indeterminate"],
  ["Blocked", "indeterminate"],
  ["Resolved", "done"],
  ["Closed", "done"],
]);

/** Statuses by day of the move into them: `statuses("Open", ["2015-03-02", "In Progress"])`. */
export function statuses(first: string, ...moves: [day: Day, to: string][]): Pick<Issue, "status" | "statusCategory" | "history" | "resolvedAt"> {
  let status = first;
  const history = moves.map(([day, to], index): HistoryEntry => {
    const entry = change("status", day, status, to, index);
    status = to;
    return { ...entry, fromCategory: categoryOf(entry.from), toCategory: categoryOf(to) };
  });
  const statusCategory = categoryOf(status);
  return { status, statusCategory, history, resolvedAt: statusCategory === "done" ? (history.at(-1)?.at ?? null) : null };
}

function categoryOf(status: string | null): Issue["statusCategory"] {
  return categories.get(status) ?? "unknown";
}

export function change(field: HistoryEntry["field"], day: Day, from: string | null, to: string | null, id: number | string = 0): HistoryEntry {
  return { id: `${field}-${day}-${id}`, at: at(day), by: "Jane", field, from, to };
}

export function buildIssue(key: string, fields: Partial<Issue> = {}): Issue {
  const createdAt = fields.createdAt ?? at("2015-01-05");
  return {
    key,
    externalId: key,
    url: null,
    summary: `Summary of ${key}`,
    description: "Acceptance criteria\n- it works as agreed with the people who need it",
    type: "Story",
    isSubtask: false,
    isEpic: false,
    status: "Open",
    statusCategory: "new",
    priority: "Medium",
    assignee: { id: "jane", name: "Jane Doe" },
    reporter: { id: "rob", name: "Rob Roe" },
    createdAt,
    updatedAt: createdAt,
    resolvedAt: null,
    dueOn: null,
    labels: [],
    sprintIds: [],
    releaseIds: [],
    links: [],
    flagged: false,
    history: [],
    commentCount: 0,
    latestComment: null,
    ...fields,
  };
}

export function buildSprint(id: number, fields: Partial<Sprint> = {}): Sprint {
  return {
    id,
    boardId: 1,
    name: `Sprint ${id}`,
    state: "active",
    goal: null,
    startAt: at("2015-03-09"),
    endAt: at("2015-03-20"),
    completedAt: null,
    ...fields,
  };
}

export function buildRelease(id: string, releaseOn: Day | null, fields: Partial<Release> = {}): Release {
  return { id, name: `Release ${id}`, startOn: null, releaseOn, released: false, archived: false, ...fields };
}

export function buildSituation(facts: Partial<Facts>, over: Partial<Situation> = {}): Situation {
  const day = over.today ?? today;
  return {
    projectId: "00000000-0000-4000-8000-000000000001",
    facts: {
      issues: [],
      sprints: [],
      releases: [],
      profile: { source: "jira", priorities: ["Critical", "High", "Medium", "Low", "None"], accountTimeZone: "UTC", boardIds: [1] },
      ...facts,
    },
    now: at(day, "12:00"),
    today: day,
    timeZone: "UTC",
    stale: null,
    settings: defaultRuleSettings,
    ...over,
  };
}

/** Items that each took the given number of days and were finished on the day given, the first on the latest. */
export function finishedItems(cycleTimes: readonly number[], lastFinish: Day = daysAgo(1)): Issue[] {
  return cycleTimes.map((days, index) => {
    const finish = addDays(lastFinish, -index);
    const start = addDays(finish, 1 - days);
    return buildIssue(`DONE-${100 + index}`, { createdAt: at(addDays(start, -5)), ...statuses("Open", [start, "In Progress"], [finish, "Closed"]) });
  });
}
