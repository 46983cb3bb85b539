import type { Instant } from "#core/time.ts";
import { issueAt, type IssueState } from "./as-of.ts";
import type { Jql } from "./jql.ts";
import type { RecordedIssue, Recording } from "./recording.ts";
import { countBefore, countUntil } from "./sorted.ts";
import { timelineOf } from "./timeline.ts";
import { createWorld, type World } from "./world.ts";

/** A recorded site that can be asked what it held at any moment. */
export type Site = {
  world: World;
  /** The issue by key or id as it stood, with its `updated`; null while it had not appeared. */
  issue(keyOrId: string, at: Instant): SiteIssue | null;
  /** The keys a query finds, in its order. Costs only what changed where the query asks for changes. */
  search(jql: Jql, at: Instant): string[];
};

export type SiteIssue = IssueState & { updatedAt: Instant };

/** Indexes a recording by when what changed, once; no answer rolls back an issue that is not asked for. */
export function createSite(recording: Recording): Site {
  const world = createWorld(recording);
  const ids = new Map(recording.issues.map((issue) => [issue.id, issue]));
  const timelines = new Map(recording.issues.map((issue) => [issue.key, timelineOf(issue, world)]));
  const changes = [...timelines]
    .flatMap(([key, moments]) => moments.map((at) => ({ at, key })))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const changeTimes = changes.map((change) => change.at);

  function updatedAt(key: string, at: Instant): Instant | null {
    const moments = timelines.get(key) ?? [];
    return moments[countUntil(moments, at) - 1] ?? null;
  }

  function changedSince(from: Instant, at: Instant): string[] {
    const found = changes.slice(countBefore(changeTimes, from), countUntil(changeTimes, at));
    return [...new Set(found.map((change) => change.key))];
  }

  /** Without an order Jira shows the newest keys first; what an order leaves equal stands by key. */
  function order(jql: Jql, at: Instant): (a: string, b: string) => number {
    if (jql.order.length === 0) return (a, b) => -compareKeys(a, b);
    const comparisons = jql.order.map(({ field, descending }) => {
      const compare = field === "key" ? compareKeys : byTime((key) => (field === "updated" ? updatedAt(key, at) : world.issues.get(key)?.createdAt) ?? "");
      return descending ? (a: string, b: string) => -compare(a, b) : compare;
    });
    return (a, b) => {
      for (const compare of comparisons) {
        const answer = compare(a, b);
        if (answer !== 0) return answer;
      }
      return compareKeys(a, b);
    };
  }

  return {
    world,
    issue(keyOrId, at) {
      const issue: RecordedIssue | undefined = world.issues.get(keyOrId.toUpperCase()) ?? ids.get(keyOrId);
      const updated = issue ? updatedAt(issue.key, at) : null;
      return issue && updated !== null ? { ...issueAt(issue, at, world), updatedAt: updated } : null;
    },
    search(jql, at) {
      if (jql.projects && !jql.projects.includes(recording.project.key)) return [];
      const candidates = jql.updatedFrom !== null ? changedSince(jql.updatedFrom, at) : (jql.keys ?? [...timelines.keys()]);
      const found = candidates.filter((key) => updatedAt(key, at) !== null && (jql.keys === null || jql.keys.includes(key)));
      return found.sort(order(jql, at));
    },
  };
}

/** Looks each key's time up once, however often a sort compares it. */
function byTime(timeOf: (key: string) => Instant): (a: string, b: string) => number {
  const times = new Map<string, Instant>();
  const time = (key: string): Instant => {
    const known = times.get(key) ?? timeOf(key);
    times.set(key, known);
    return known;
  };
  return (a, b) => (time(a) === time(b) ? 0 : time(a) < time(b) ? -1 : 1);
}

function compareKeys(a: string, b: string): number {
  return Number(a.slice(a.lastIndexOf("-") + 1)) - Number(b.slice(b.lastIndexOf("-") + 1));
}
