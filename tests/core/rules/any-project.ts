import * as fc from "fast-check";
import type { Facts } from "#core/entities/facts.ts";
import type { Issue } from "#core/entities/issue.ts";
import { addDays } from "#core/time.ts";
import { at, buildIssue, buildRelease, buildSprint, change, daysAgo, statuses } from "./build-situation.ts";

/** What there is of an issue: days are counted back from today, null where it never happened. */
const anyItem = fc.record({
  created: fc.integer({ min: 60, max: 200 }),
  started: fc.option(fc.integer({ min: 0, max: 59 })),
  finished: fc.option(fc.nat(), { freq: 2 }),
  flagged: fc.option(fc.integer({ min: 0, max: 40 }), { freq: 1 }),
  dueIn: fc.option(fc.integer({ min: -30, max: 30 })),
  priority: fc.constantFrom(null, "None", "Critical", "High", "Low"),
  owned: fc.boolean(),
  joined: fc.option(fc.integer({ min: 0, max: 20 })),
  inRelease: fc.boolean(),
  waits: fc.boolean(),
  description: fc.constantFrom("", "short", "- a list that says when it is done, in so many words"),
});

/** A project of one running sprint and one release ahead, where `history` decides whether changes of status are known. */
export function anyProject(history: boolean): fc.Arbitrary<Facts> {
  return fc.array(anyItem, { maxLength: 60 }).chain((items) =>
    fc.integer({ min: 0, max: 60 }).map((releaseIn): Facts => {
      const issues = items.map((item, index): Issue => {
        const moves: [string, string][] = item.started === null ? [] : [[daysAgo(item.started), "In Progress"]];
        if (item.started !== null && item.finished !== null) moves.push([daysAgo(item.finished % (item.started + 1)), "Closed"]);
        const life = statuses("Open", ...moves);
        return buildIssue(`P-${index}`, {
          createdAt: at(daysAgo(item.created)),
          priority: item.priority,
          assignee: item.owned ? { id: "jane", name: "Jane Doe" } : null,
          dueOn: item.dueIn === null ? null : addDays(daysAgo(0), item.dueIn),
          flagged: item.flagged !== null,
          sprintIds: item.joined === null ? [] : [7],
          releaseIds: item.inRelease ? ["4"] : [],
          links: item.waits ? [{ relation: "is blocked by", key: `P-${index + 1}`, summary: null, statusCategory: "new" }] : [],
          description: item.description,
          ...life,
          history: [
            ...(history ? life.history : []),
            ...(item.flagged === null ? [] : [change("flagged", daysAgo(item.flagged), null, "Impediment")]),
            ...(item.joined === null ? [] : [change("sprint", daysAgo(item.joined), null, "7")]),
          ],
        });
      });
      return {
        issues: history ? issues : [buildIssue("P-done", { status: "Closed", statusCategory: "done", resolvedAt: at(daysAgo(3)) }), ...issues],
        sprints: [buildSprint(7), buildSprint(8, { state: "future", startAt: null, endAt: null })],
        releases: [buildRelease("4", addDays(daysAgo(0), releaseIn)), buildRelease("3", daysAgo(40), { released: true })],
        profile: { source: "jira", priorities: ["Critical", "High", "Low", "None"], accountTimeZone: "UTC", boardIds: [1] },
      };
    }),
  );
}
