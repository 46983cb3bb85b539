import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import type { Issue } from "#core/entities/issue.ts";
import type { Release } from "#core/entities/release.ts";
import { type Signal, SignalKind } from "#core/entities/signal.ts";
import type { Sprint } from "#core/entities/sprint.ts";
import { issueSignals } from "#core/signals/issue-signals.ts";
import { releaseSignals, sprintSignals } from "#core/signals/plan-signals.ts";
import { anIssue } from "#tests/store/builders.ts";

const digest = (text: string): string => createHash("sha256").update(text).digest("hex");
const later = "2015-03-17T08:00:00.000Z";
const person = { id: "ann", name: "Ann Archer" };
const comment = { id: "7", by: "Ann Archer", at: later, text: "Done by Friday." };
const sprint: Sprint = { id: 9, boardId: 1, name: "Sprint 9", state: "future", goal: null, startAt: null, endAt: null, completedAt: null };
const release: Release = { id: "77", name: "4.0", startOn: null, releaseOn: "2015-05-01", released: false, archived: false };

function becomes(change: Partial<Issue>): Signal[] {
  return issueSignals({ before: anIssue(), after: anIssue({ updatedAt: later, ...change }), comments: [] }, digest);
}

function logged(field: Issue["history"][number]["field"], to: string | null): Signal[] {
  return becomes({ history: [{ id: "h1", at: later, by: "Ann Archer", field, from: null, to }] });
}

function releaseBecomes(change: Partial<Release>, seenAt = later): Signal[] {
  return releaseSignals({ before: release, after: { ...release, ...change }, seenAt }, digest);
}

/** What makes a signal of each kind, and its words. */
const made: Record<SignalKind, [() => Signal[], string]> = {
  created: [() => issueSignals({ before: undefined, after: anIssue(), comments: [] }, digest), "TIMOB-1 was created: Crash on start"],
  status: [() => becomes({ status: "Done" }), "TIMOB-1 moved from Open to Done: Crash on start"],
  sprint: [() => becomes({ sprintIds: [9] }), "TIMOB-1 changed sprint: Crash on start"],
  assignee: [() => becomes({ assignee: person }), "TIMOB-1 was assigned to Ann Archer: Crash on start"],
  priority: [() => becomes({ priority: "Low" }), "TIMOB-1 changed priority from High to Low: Crash on start"],
  flagged: [() => becomes({ flagged: true }), "TIMOB-1 was flagged: Crash on start"],
  due: [() => becomes({ dueOn: "2015-04-01" }), "TIMOB-1 is now due on 2015-04-01: Crash on start"],
  release: [() => becomes({ releaseIds: ["77"] }), "TIMOB-1 changed release: Crash on start"],
  resolution: [() => logged("resolution", "Fixed"), "TIMOB-1 was resolved as Fixed: Crash on start"],
  link: [() => logged("link", "is blocked by TIMOB-2"), "TIMOB-1 now is blocked by TIMOB-2: Crash on start"],
  comment: [() => issueSignals({ before: anIssue(), after: anIssue(), comments: [comment] }, digest), "Ann Archer commented on TIMOB-1: Crash on start"],
  edited: [() => becomes({ description: "More words." }), "TIMOB-1 was edited: Crash on start"],
  "sprint-started": [() => sprintSignals({ before: sprint, after: { ...sprint, state: "active", startAt: later } }, digest), "Sprint Sprint 9 started"],
  "sprint-ended": [() => sprintSignals({ before: sprint, after: { ...sprint, state: "closed", endAt: later } }, digest), "Sprint Sprint 9 ended"],
  "release-changed": [() => releaseBecomes({ releaseOn: "2015-06-01" }), "Release 4.0 moved from 2015-05-01 to 2015-06-01"],
};

test.each(SignalKind.options)("a signal %s is made of what became different, the same one however often it is read", (kind) => {
  const [make, title] = made[kind];
  expect(make().map((signal) => [signal.kind, signal.title])).toEqual([[kind, title]]);
  expect(make()).toEqual(make());
});

test("history already told is not told again, and stands for the difference it made", () => {
  const entry = { id: "h1", at: later, by: "Ann Archer", field: "status", from: "Open", to: "Done" } as const;
  const after = anIssue({ status: "Done", history: [entry], updatedAt: later });
  expect(issueSignals({ before: anIssue(), after, comments: [] }, digest).map(({ kind, by }) => [kind, by])).toEqual([["status", "Ann Archer"]]);
  const edited = issueSignals({ before: after, after: { ...after, summary: "Crash at start" }, comments: [] }, digest);
  expect(edited.map(({ kind }) => kind)).toEqual(["edited"]);
});

test("a comment already known is not told again, one at the same moment is", () => {
  const before = anIssue({ latestComment: comment });
  const twin = { ...comment, id: "8", text: "Or Monday." };
  expect(issueSignals({ before, after: before, comments: [comment, twin] }, digest).map(({ span }) => span)).toEqual(["Or Monday."]);
});

test("a release that moves there and back and there again is three pieces of news", () => {
  const ids = ["2015-06-01", "2015-05-01", "2015-06-01"].flatMap((releaseOn, hour) => {
    const before = { ...release, releaseOn: hour === 1 ? "2015-06-01" : "2015-05-01" };
    return releaseSignals({ before, after: { ...release, releaseOn }, seenAt: `2015-03-17T0${hour}:00:00.000Z` }, digest).map(({ id }) => id);
  });
  expect(new Set(ids).size).toBe(3);
});

test("what nobody waits for is a fact and no news", () => {
  expect(releaseBecomes({ name: "4.0.0", archived: true })).toEqual([]);
  expect(sprintSignals({ before: sprint, after: { ...sprint, goal: "Fly" } }, digest)).toEqual([]);
  expect(sprintSignals({ before: undefined, after: sprint }, digest)).toEqual([]);
});
