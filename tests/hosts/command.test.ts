import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { kiteKey } from "#tests/support/kite.ts";
import { runHost } from "#tests/support/run-host.ts";
import { hasSharedData, needsSharedData, sharedDataPath } from "#tests/support/shared-data.ts";
import { startTestWorkbench, temporaryDataDir } from "#tests/support/start-workbench.ts";

function portOf(url: string): string {
  return new URL(url).port;
}

describe("a running workbench", () => {
  test("status shows the agent, the projects and what needs the user", async () => {
    const { url, api, drain } = await startTestWorkbench();
    await api("addProject", { body: { name: "Kite", sourceKey: kiteKey, timeZone: "UTC" } });
    await drain();
    const shown = await runHost("command", ["status"], { PORT: portOf(url) }).ended;
    expect(shown).toMatchObject({ code: 0, err: "" });
    expect(shown.out).toContain("Kite (KITE, active, maintain)");
    expect(shown.out).toContain("2 questions for you");
    const json = await runHost("command", ["status", "--json"], { PORT: portOf(url) }).ended;
    expect(JSON.parse(json.out)).toMatchObject({ projects: [{ name: "Kite" }] });
  });

  test("cycle reports what it did, and exits 1 when a project could not be read", async () => {
    const { url, api, jira, drain } = await startTestWorkbench();
    await api("addProject", { body: { name: "Kite", sourceKey: kiteKey, timeZone: "UTC" } });
    await drain();
    const idle = await runHost("command", ["cycle"], { PORT: portOf(url) }).ended;
    expect(idle).toMatchObject({ code: 0, out: expect.stringContaining("Kite: nothing changed") });
    jira.misbehave({ kind: "status", status: 401 });
    const failed = await runHost("command", ["cycle"], { PORT: portOf(url) }).ended;
    expect(failed).toMatchObject({ code: 1, out: expect.stringContaining("failed in detect") });
  });
});

test("without a running workbench the commands say how to start one", async () => {
  const shown = await runHost("command", ["status"], { PORT: "1" }).ended;
  expect(shown).toMatchObject({ code: 1, err: expect.stringContaining("npm start") });
});

test("wrong use exits 2 and shows how it is meant", async () => {
  expect(await runHost("command", ["dance"], {}).ended).toMatchObject({ code: 2, err: expect.stringContaining("There is no command dance") });
  expect(await runHost("command", ["status", "--loud"], {}).ended).toMatchObject({ code: 2, err: expect.stringContaining("--loud") });
  const replay = await runHost("command", ["replay", "--from", "yesterday", "--step", "fortnight"], {}).ended;
  expect(replay.code).toBe(2);
  for (const flag of ["--jira", "--project", "--from", "--to", "--step"]) expect(replay.err).toContain(flag);
});

describe("replay", () => {
  const args = (...more: string[]): string[] => ["replay", "--project", "KITE", "--from", "2024-05-01", "--to", "2024-05-03", "--step", "1d", ...more];

  test("a malformed recording is named with its line", async () => {
    const file = join(temporaryDataDir(), "broken.jsonl");
    writeFileSync(file, '{"id":"1"\n');
    const shown = await runHost("command", args("--jira", file), {}).ended;
    expect(shown.code).toBe(1);
    expect(shown.err).toContain("broken.jsonl");
    expect(shown.err).toContain("1");
  });

  test("a missing recording is named", async () => {
    const shown = await runHost("command", args("--jira", "/nowhere/issues.jsonl"), {}).ended;
    expect(shown).toMatchObject({ code: 1, err: expect.stringContaining("/nowhere/issues.jsonl") });
  });

  test.skipIf(!hasSharedData)(`the same recording gives the same bytes twice ${needsSharedData}`, async () => {
    const recorded = ["--jira", sharedDataPath("jira/duraspace/hydra-family.jsonl"), "--project", "HYDRA", "--from", "2012-01-01", "--to", "2012-06-30", "--step", "7d"];
    const [first, second] = [await runHost("command", ["replay", ...recorded, "--json"], {}).ended, await runHost("command", ["replay", ...recorded, "--json"], {}).ended];
    expect(first.code).toBe(0);
    expect(first.out.length).toBeGreaterThan(10_000);
    expect(second.out).toBe(first.out);
  });
});
