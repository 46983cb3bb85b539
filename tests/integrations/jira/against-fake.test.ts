import { describe, expect, onTestFinished, test } from "vitest";
import type { Issue } from "#core/entities/issue.ts";
import type { Sprint } from "#core/entities/sprint.ts";
import type { Change } from "#core/ports.ts";
import { addMs, type Instant } from "#core/time.ts";
import { loadRecording, type RecordingFiles } from "#integrations/jira/fake/load-recording.ts";
import { startFakeJira, type Fault } from "#integrations/jira/fake.ts";
import { createJiraSource } from "#integrations/jira/index.ts";
import { hasSharedData, needsSharedData, sharedDataPath } from "#tests/support/shared-data.ts";
import { connectTo } from "./loopback.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const titanium: RecordingFiles = {
  issues: [sharedDataPath("jira/titanium/timob-2015h1.jsonl")],
  sprints: sharedDataPath("jira/titanium/sprints.json"),
  versions: sharedDataPath("jira/titanium/versions.json"),
  projectKey: "TIMOB",
};
const hydra: RecordingFiles = { issues: [sharedDataPath("jira/duraspace/hydra-family.jsonl")], projectKey: "HYDRA" };
const devlake: RecordingFiles = {
  issues: [sharedDataPath("jira/jira-cloud-devlake/issues.jsonl")],
  sprints: sharedDataPath("jira/jira-cloud-devlake/sprints.jsonl"),
  projectKey: "EE",
};

async function fakeOf(files: RecordingFiles, accountTimeZone: string) {
  const clock = { now: "" };
  const fake = await startFakeJira({
    recording: await loadRecording(files),
    now: () => clock.now,
    accountTimeZone,
    credentials: { email: "reader@example.com", token: "s3cret-t0ken" },
  });
  onTestFinished(() => fake.close());
  const source = createJiraSource(connectTo(fake));
  const read = (position: string | null, now: Instant) => {
    clock.now = now;
    return source.read({ sourceKey: files.projectKey, position, now }, () => {});
  };
  return { fake, source, read };
}

/** What linked issues look like belongs to them: they change without the issue that links to them being updated. */
function ownPart(issue: Issue) {
  return { ...issue, links: issue.links.map(({ key, relation }) => ({ key, relation })) };
}

function keep(changes: readonly Change[], into: { issues: Map<string, object>; sprints: Map<number, Sprint> }): typeof into {
  for (const change of changes) {
    if (change.kind === "issue") into.issues.set(change.issue.key, ownPart(change.issue));
    if (change.kind === "sprint") into.sprints.set(change.sprint.id, change.sprint);
  }
  return into;
}

function nothing() {
  return { issues: new Map<string, object>(), sprints: new Map<number, Sprint>() };
}

describe.skipIf(!hasSharedData)(`reading the fake ${needsSharedData}`, () => {
  test.each([
    ["titanium", titanium, "2015-01-05T00:00:00.000Z", "2015-07-01T00:00:00.000Z", 14, "UTC"],
    ["titanium", titanium, "2015-03-07T00:00:00.000Z", "2015-03-09T12:00:00.000Z", 0.05, "America/New_York"],
    ["hydra", hydra, "2009-06-01T00:00:00.000Z", "2013-07-01T00:00:00.000Z", 20, "Asia/Kathmandu"],
    ["hydra", hydra, "2009-06-01T00:00:00.000Z", "2013-07-01T00:00:00.000Z", 90, "Pacific/Midway"],
    ["devlake", devlake, "2020-06-01T00:00:00.000Z", "2021-06-01T00:00:00.000Z", 9, "Pacific/Kiritimati"],
  ])("many small reads of %s give what one read at the end gives", async (_name, files, from, to, stepDays, zone) => {
    const { fake, source, read } = await fakeOf(files, zone);
    const bySteps = nothing();
    let position: string | null = null;
    let now: Instant = from;
    for (; now < to; now = addMs(now, Math.round(stepDays * DAY) + 7 * MINUTE)) {
      const delta = await read(position, now);
      expect(delta.skipped).toEqual([]);
      position = delta.position;
      keep(delta.changes, bySteps);
    }
    const last = await read(position, now);
    const whole = await read(null, now);
    const atOnce = keep(whole.changes, nothing());
    expect(atOnce.issues.size).toBeGreaterThan(10);
    const stepped = keep(last.changes, bySteps);
    for (const [key, issue] of atOnce.issues) expect(stepped.issues.get(key)).toEqual(issue);
    for (const [id, sprint] of atOnce.sprints) expect(stepped.sprints.get(id)).toEqual(sprint);
    expect(stepped.issues.size).toBe(atOnce.issues.size);
    expect((await source.check(files.projectKey)).name).not.toBe("");
    expect(fake.unexpected()).toEqual([]);
  });

  test("of a project it does not have is jira-project-not-found", async () => {
    const { source, read } = await fakeOf(hydra, "UTC");
    await read(null, "2012-03-01T12:00:00.000Z");
    await expect(source.check("NOPE")).rejects.toMatchObject({ code: "jira-project-not-found" });
    await expect(source.read({ sourceKey: "NOPE", position: null, now: "2012-03-01T12:00:00.000Z" }, () => {})).rejects.toMatchObject({
      code: "jira-project-not-found",
    });
  });

  test.each<[Fault, string]>([
    [{ kind: "status", status: 401 }, "jira-unauthorised"],
    [{ kind: "status", status: 403 }, "jira-forbidden"],
    [{ kind: "status", status: 404 }, "jira-not-found"],
    [{ kind: "status", status: 410 }, "jira-gone"],
    [{ kind: "status", status: 429, retryAfter: "1" }, "jira-rate-limited"],
    [{ kind: "status", status: 500 }, "jira-failed"],
    [{ kind: "status", status: 503 }, "jira-failed"],
    [{ kind: "html" }, "jira-not-json"],
    [{ kind: "truncated" }, "jira-malformed"],
    [{ kind: "malformed" }, "jira-malformed"],
    [{ kind: "reset" }, "jira-unreachable"],
  ])("that misbehaves with %j fails, and loses nothing once it behaves", async (fault, code) => {
    const { fake, read } = await fakeOf(hydra, "UTC");
    const first = await read(null, "2012-03-01T12:00:00.000Z");
    fake.misbehave(fault);
    await expect(read(first.position, "2012-06-01T12:00:00.000Z")).rejects.toMatchObject({ code });
    fake.misbehave(null);
    const recovered = await read(first.position, "2012-06-01T12:00:00.000Z");
    expect(recovered.changes.some((change) => change.kind === "issue")).toBe(true);
  });

  test("that fails for a moment is read all the same", async () => {
    const { fake, read } = await fakeOf(hydra, "UTC");
    fake.misbehave({ kind: "status", status: 503, times: 2 });
    const delta = await read(null, "2012-03-01T12:00:00.000Z");
    expect(delta.changes.some((change) => change.kind === "issue")).toBe(true);
    expect(delta.requests).toBe(fake.requests.length);
  });
});
