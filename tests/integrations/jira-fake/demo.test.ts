import { readFileSync, statSync } from "node:fs";
import { expect, test } from "vitest";
import { demo } from "#demo/demo.ts";
import { sprintAt } from "#integrations/jira/fake/as-of.ts";
import { loadRecording } from "#integrations/jira/fake/load-recording.ts";
import { createSite, type SiteIssue } from "#integrations/jira/fake/site.ts";

const files = [...demo.files.issues, demo.files.sprints, demo.files.versions];

test("the demo begins in a running sprint with added items, unowned critical items and a release ahead", async () => {
  const recording = await loadRecording({ ...demo.files, projectKey: demo.projectKey });
  const site = createSite(recording);
  const keys = site.search({ projects: null, keys: null, updatedFrom: null, order: [] }, demo.startAt);
  const issues = keys.map((key) => site.issue(key, demo.startAt)).filter((issue) => issue !== null);
  const running = recording.sprints.filter((sprint) => sprintAt(sprint, demo.startAt).state === "active");
  const [sdk] = running.filter((sprint) => sprint.name === "2015 Sprint 07 SDK");
  const inSprint = issues.filter(({ sprintIds }) => sdk && sprintIds.includes(sdk.id));
  const isOpen = ({ resolution }: SiteIssue): boolean => resolution === null;
  expect(running).toHaveLength(2);
  expect([inSprint.length, inSprint.filter(({ issue }) => issue.createdAt > (sdk?.startAt ?? "")).length, inSprint.filter(isOpen).length]).toEqual([13, 2, 6]);
  expect(issues.filter((one) => isOpen(one) && one.priority?.name === "Critical" && one.assignee === null)).toHaveLength(5);
  expect(recording.versions.find((version) => version.name === "Release 4.0.0")?.releaseOn).toBe("2015-05-21");
});

test("every day of the demo's first three weeks something changes", async () => {
  const site = createSite(await loadRecording({ ...demo.files, projectKey: demo.projectKey }));
  for (let day = 1; day <= 21; day += 1) {
    const [from, at] = [day - 1, day].map((days) => new Date(Date.parse(demo.startAt) + days * 86_400_000).toISOString());
    expect(site.search({ projects: null, keys: null, updatedFrom: from ?? "", order: [] }, at ?? ""), at).not.toEqual([]);
  }
});

test("the demo's files are small and hold no e-mail address", () => {
  expect(files.reduce((bytes, path) => bytes + statSync(path).size, 0)).toBeLessThan(3_000_000);
  const addresses = /[\w.%+-]+@(?!\dx\.)[\w-]+(\.[\w-]+)*\.[a-z]{2,}/i;
  for (const path of files) expect(readFileSync(path, "utf8")).not.toMatch(addresses);
});
