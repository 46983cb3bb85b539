import { describe, expect, test } from "vitest";
import { issueAt, sprintAt, sprintsAt, versionAt } from "#integrations/jira/fake/as-of.ts";
import { categories, recordedIssue, recordingOf, type RecordedIssue, type RecordedSprint } from "#integrations/jira/fake/recording.ts";
import { timelineOf } from "#integrations/jira/fake/timeline.ts";
import { createWorld, type World } from "#integrations/jira/fake/world.ts";

const closed = { id: "6", name: "Closed", description: "", category: categories.done };
const open = { id: "1", name: "Open", description: "", category: categories.new };
const sprint: RecordedSprint = {
  id: 7,
  boardId: 1,
  name: "Sprint 7",
  goal: null,
  state: "closed",
  startAt: "2015-03-01T00:00:00.000Z",
  endAt: "2015-03-14T00:00:00.000Z",
  completedAt: "2015-03-16T00:00:00.000Z",
};

function unlogged(given: Partial<RecordedIssue>): RecordedIssue {
  return recordedIssue({ id: "1", key: "EX-1", createdAt: "2015-02-01T00:00:00.000Z", histories: null, ...given });
}

function worldOf(issues: RecordedIssue[], sprints: RecordedSprint[] = [sprint]): World {
  return createWorld(recordingOf({ project: { id: "1", key: "EX", name: "Example" }, issues, sprints, versions: [] }));
}

describe("an issue without a changelog", () => {
  test("is in the initial status, unresolved, until the date of its resolution", () => {
    const issue = unlogged({ status: closed, resolution: { id: "1", name: "Fixed" }, resolvedAt: "2015-03-05T00:00:00.000Z" });
    const world = worldOf([issue, unlogged({ id: "2", key: "EX-2", status: open })]);
    expect(issueAt(issue, "2015-03-04T23:59:59.999Z", world)).toMatchObject({ status: open, resolution: null, resolvedAt: null });
    expect(issueAt(issue, "2015-03-05T00:00:00.000Z", world)).toMatchObject({ status: closed, resolution: { name: "Fixed" } });
  });

  test("that is unresolved keeps its recorded status from the last time it was touched", () => {
    const status = { id: "3", name: "In Progress", description: "", category: categories.indeterminate };
    const issue = unlogged({ status, updatedAt: "2015-05-01T00:00:00.000Z" });
    const world = worldOf([issue]);
    expect(issueAt(issue, "2015-04-30T00:00:00.000Z", world).status).toEqual(open);
    expect(issueAt(issue, "2015-05-01T00:00:00.000Z", world).status).toEqual(status);
  });

  test("is in a sprint from the sprint's start, and one created later from its own creation", () => {
    const early = unlogged({ sprintIds: [7] });
    const added = unlogged({ id: "2", key: "EX-2", createdAt: "2015-03-03T00:00:00.000Z", sprintIds: [7] });
    const world = worldOf([early, added]);
    expect(issueAt(early, "2015-02-28T00:00:00.000Z", world).sprintIds).toEqual([]);
    expect(issueAt(early, "2015-03-01T00:00:00.000Z", world).sprintIds).toEqual([7]);
    expect(timelineOf(added, world)).toEqual(["2015-03-03T00:00:00.000Z"]);
  });

  test("shows comments by their dates, and an edit by its own", () => {
    const comment = { id: "1", author: null, body: "Text", createdAt: "2015-02-02T00:00:00.000Z", updatedAt: "2015-02-04T00:00:00.000Z" };
    const issue = unlogged({ comments: [comment] });
    const world = worldOf([issue]);
    expect(issueAt(issue, "2015-02-01T00:00:00.000Z", world).comments).toEqual([]);
    expect(issueAt(issue, "2015-02-03T00:00:00.000Z", world).comments[0]?.updatedAt).toBe(comment.createdAt);
    expect(issueAt(issue, "2015-02-05T00:00:00.000Z", world).comments).toEqual([comment]);
  });

  test("shows a link once the other issue exists, with the other's status as it was", () => {
    const other = unlogged({ id: "2", key: "EX-2", createdAt: "2015-02-10T00:00:00.000Z", status: closed, resolution: { id: "1", name: "Fixed" }, resolvedAt: "2015-03-05T00:00:00.000Z" });
    const type = { id: "1", name: "Blocks", inward: "is blocked by", outward: "blocks" };
    const issue = unlogged({ links: [{ id: "5", type, direction: "inward", other }] });
    const world = worldOf([issue, other]);
    expect(issueAt(issue, "2015-02-09T00:00:00.000Z", world).links).toEqual([]);
    expect(issueAt(issue, "2015-02-10T00:00:00.000Z", world).links[0]?.other.status).toEqual(open);
    expect(issueAt(issue, "2015-03-05T00:00:00.000Z", world).links[0]?.other.status).toEqual(closed);
    expect(timelineOf(issue, world)).toContain(other.createdAt);
  });
});

test("a linked issue that is not recorded exists only once every recorded issue of a lower id does", () => {
  const type = { id: "1", name: "Blocks", inward: "is blocked by", outward: "blocks" };
  const unknown = unlogged({ id: "30", key: "EX-30" });
  const issue = unlogged({ id: "10", links: [{ id: "5", type, direction: "inward", other: unknown }] });
  const world = worldOf([issue, unlogged({ id: "20", key: "EX-20", createdAt: "2015-03-01T00:00:00.000Z" }), unlogged({ id: "40", key: "EX-40", createdAt: "2015-04-01T00:00:00.000Z" })]);
  expect(issueAt(issue, "2015-02-28T00:00:00.000Z", world).links).toEqual([]);
  expect(issueAt(issue, "2015-03-01T00:00:00.000Z", world).links).toHaveLength(1);
});

describe("sprints and versions", () => {
  test("a sprint is future without dates, then active without its completion, then closed", () => {
    expect(sprintAt(sprint, "2015-02-28T00:00:00.000Z")).toMatchObject({ state: "future", startAt: null, endAt: null, completedAt: null });
    expect(sprintAt(sprint, "2015-03-15T00:00:00.000Z")).toMatchObject({ state: "active", endAt: sprint.endAt, completedAt: null });
    expect(sprintAt(sprint, "2015-03-16T00:00:00.000Z")).toEqual(sprint);
  });

  test("a sprint is known to exist once it or a later one has started, a planned one at the end of the recording", () => {
    const next = { ...sprint, id: 8, startAt: "2015-03-17T00:00:00.000Z", completedAt: "2015-04-01T00:00:00.000Z" };
    const far = { ...sprint, id: 6, startAt: "2015-05-01T00:00:00.000Z", state: "active" as const, completedAt: null };
    const planned = { ...sprint, id: 9, state: "future" as const, startAt: null, endAt: null, completedAt: null };
    const world = worldOf([unlogged({ updatedAt: "2015-06-01T00:00:00.000Z" })], [far, sprint, next, planned]);
    const known = (at: string): string[] => sprintsAt(world, at).map(({ id, state }) => `${id} ${state}`);
    expect(known("2015-02-28T00:00:00.000Z")).toEqual([]);
    expect(known("2015-03-02T00:00:00.000Z")).toEqual(["6 future", "7 active"]);
    expect(known("2015-06-01T00:00:00.000Z")).toEqual(["6 active", "7 closed", "8 closed", "9 future"]);
  });

  test("a version is released and archived from its release date on, and as recorded where it has none", () => {
    const version = { id: "1", name: "1.0", description: null, startOn: null, releaseOn: "2015-05-21", released: true, archived: true };
    expect(versionAt(version, "2015-05-20")).toMatchObject({ released: false, archived: false });
    expect(versionAt(version, "2015-05-21")).toEqual(version);
    expect(versionAt({ ...version, releaseOn: null }, "2001-01-01")).toMatchObject({ released: true });
  });
});
