import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { toAdf } from "#integrations/jira/fake/adf.ts";
import { instantFromLocal, jiraTime } from "#integrations/jira/fake/jira-time.ts";
import { listRecordedProjects, loadRecording } from "#integrations/jira/fake/load-recording.ts";
import { hasSharedData, needsSharedData, sharedDataPath } from "#tests/support/shared-data.ts";
import { recorded } from "./recordings.ts";

const directory = mkdtempSync(join(tmpdir(), "recording-"));
afterAll(() => rmSync(directory, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
}

const fields = {
  project: { id: "1", key: "EX", name: "Example" },
  created: "2015-01-01T10:00:00.000+0200",
  updated: "2015-01-02T10:00:00.000+0000",
  summary: "Line\u2028separators stay",
  description: null,
  issuetype: { id: "1", name: "Bug", subtask: false },
  status: { id: "1", name: "Open" },
  priority: { id: null, name: null },
  assignee: { name: "ann", displayName: "Ann", emailAddress: "ann@example.com" },
};
const line = JSON.stringify({ id: "1", key: "EX-1", fields });

describe("loading a recording", () => {
  test("reads times as UTC, an unset priority as none, and no e-mail address", async () => {
    const recording = await loadRecording({ issues: [file("plain.jsonl", `${line}\n\n`)], projectKey: "EX" });
    expect(recording.issues).toMatchObject([{ key: "EX-1", createdAt: "2015-01-01T08:00:00.000Z", priority: null, histories: null }]);
    expect(recording.issues[0]?.status.category.key).toBe("new");
    expect(recording.issues[0]?.summary).toBe(fields.summary);
    expect(JSON.stringify(recording)).not.toContain("@");
  });

  test("reads sprints and versions from lines or an array, bare or as recorded answers", async () => {
    const sprint = { id: 4, name: "Sprint 4", state: "closed", startDate: "2015-01-01T00:00:00.000Z", originBoardId: 2 };
    const issue = JSON.stringify({ id: "1", key: "EX-1", fields: { ...fields, closedSprints: [sprint] } });
    const recording = await loadRecording({
      issues: [file("with-sprint.jsonl", issue)],
      sprints: file("sprints.jsonl", [{ ...sprint, id: 5 }, { ...sprint, id: 6, originBoardId: 3 }].map((body) => JSON.stringify({ url: "/", body })).join("\n")),
      versions: file("versions.json", JSON.stringify([{ project: "EX", id: "9", name: "1.0" }, { project: "OTHER", id: "8", name: "2.0" }], null, 1)),
      projectKey: "EX",
    });
    expect(recording.sprints.map(({ id, boardId }) => [id, boardId])).toEqual([[4, 2], [5, 2]]);
    expect(recording.versions.map(({ name }) => name)).toEqual(["1.0"]);
  });

  test.each([
    ["is not JSON", `${line}\n{"id":`, "line 2 is not a recorded row"],
    ["has no summary", `${line}\n{"id":"2","key":"EX-2","fields":{}}`, "line 2 is not a recorded row"],
    ["has a time that is none", line.replace("2015-01-01T10:00:00.000+0200", "yesterday"), '"yesterday" is not a time'],
  ])("names the file and line of a row that %s", async (name, text, message) => {
    const path = file(`${name}.jsonl`, text);
    const loading = loadRecording({ issues: [path], projectKey: "EX" });
    await expect(loading).rejects.toMatchObject({ code: "recording-malformed", message: expect.stringContaining(message) });
    await expect(loading).rejects.toMatchObject({ message: expect.stringContaining(path) });
  });

  test("says which projects there are where the one asked for is not, and which file it cannot read", async () => {
    const issues = [file("projects.jsonl", line)];
    await expect(loadRecording({ issues, projectKey: "NOPE" })).rejects.toMatchObject({
      code: "project-not-recorded",
      message: expect.stringContaining("There are: EX (1)"),
    });
    await expect(loadRecording({ issues: [join(directory, "none")], projectKey: "EX" })).rejects.toMatchObject({ code: "recording-unreadable" });
  });

  test.skipIf(!hasSharedData)(`lists the projects of a file with their issues ${needsSharedData}`, async () => {
    const projects = await listRecordedProjects([sharedDataPath("jira/duraspace/hydra-family.jsonl")]);
    expect(projects).toHaveLength(14);
    expect(projects[0]).toEqual({ key: "DS", name: "DSpace", issues: 73 });
    expect(projects.find((project) => project.key === "HYDRA")?.issues).toBe(51);
  });

  test.skipIf(!hasSharedData)(`reads the recorded projects whole ${needsSharedData}`, async () => {
    const sizes = await Promise.all(recorded.map(async ({ load }) => (await load()).issues.length));
    expect(sizes).toEqual([881, 51, 30]);
  });

  test.skipIf(!hasSharedData)(`reads sprints that Jira Server wrote as text ${needsSharedData}`, async () => {
    const { sprints, issues } = await loadRecording({ issues: [sharedDataPath("jira/duraspace/hydra-family.jsonl")], projectKey: "HYDRASIR" });
    expect(sprints.find((sprint) => sprint.id === 10)).toMatchObject({
      name: "Sprint 7/Sprint 8-Ends 1/3/14",
      boardId: 16,
      state: "closed",
      startAt: "2013-12-12T19:25:29.185Z",
    });
    expect(issues.some((issue) => issue.sprintIds.includes(10))).toBe(true);
  });
});

describe("text and times", () => {
  test("text becomes a paragraph per block, with a break per line, and nothing else", () => {
    expect(toAdf("h2. One\r\ntwo\r\n \r\n\r\nthree\u0000")).toEqual({
      type: "doc",
      version: 1,
      content: [
        { type: "paragraph", content: [{ type: "text", text: "h2. One" }, { type: "hardBreak" }, { type: "text", text: "two" }] },
        { type: "paragraph", content: [{ type: "text", text: "three\u0000" }] },
      ],
    });
    expect(toAdf("")).toEqual({ type: "doc", version: 1, content: [] });
  });

  test("times are written with the offset of the zone at that moment", () => {
    expect(jiraTime("2015-01-15T17:00:00.000Z", "America/Los_Angeles")).toBe("2015-01-15T09:00:00.000-0800");
    expect(jiraTime("2015-07-15T17:00:00.000Z", "America/Los_Angeles")).toBe("2015-07-15T10:00:00.000-0700");
    expect(jiraTime("2015-07-15T17:00:00.000Z", "Asia/Kolkata")).toBe("2015-07-15T22:30:00.000+0530");
    expect(jiraTime("2015-07-15T17:00:00.000Z", "UTC")).toBe("2015-07-15T17:00:00.000+0000");
  });

  test("a wall clock is read in its zone, the first of two where it shows a time twice, and after a gap where it never does", () => {
    const read = (date: string, time: string): string => instantFromLocal({ date, time }, "America/Los_Angeles");
    expect(read("2015-03-16", "09:00")).toBe("2015-03-16T16:00:00.000Z");
    expect(read("2015-11-01", "01:30")).toBe("2015-11-01T08:30:00.000Z");
    expect(read("2015-03-08", "02:30")).toBe("2015-03-08T10:30:00.000Z");
  });
});
