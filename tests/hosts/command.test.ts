import { readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { backupCommand } from "#app/moving/backup-command.ts";
import { run } from "#cli/run.ts";
import { kiteKey } from "#tests/support/kite.ts";
import { runHere } from "#tests/support/run-here.ts";
import { runHost } from "#tests/support/run-host.ts";
import { repositoryRoot } from "#tests/support/source-file.ts";
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

test("something else at the port is not taken for the workbench, and JSON is asked for in errors too", async () => {
  const stranger = createServer((_request, response) => response.end("{}"));
  await new Promise<void>((resolve) => stranger.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    stranger.close();
  });
  const shown = await runHost("command", ["status", "--json"], { PORT: String((stranger.address() as AddressInfo).port) }).ended;
  expect(shown).toMatchObject({ code: 1, err: "" });
  expect(JSON.parse(shown.out)).toMatchObject({ error: { code: "not-the-workbench", message: expect.stringContaining("not the workbench") } });
});

test("help is there where the environment is wrong", async () => {
  const wrong = { PORT: "seven" };
  expect(await runHost("command", ["--help"], wrong).ended).toMatchObject({ code: 0, out: expect.stringContaining("doctor") });
  expect(await runHost("command", ["replay", "--help"], wrong).ended).toMatchObject({ code: 0, out: expect.stringContaining("--step") });
  expect(await runHost("command", ["status"], wrong).ended).toMatchObject({ code: 1, err: expect.stringContaining("PORT must be") });
});

test("where JSON is asked for, whatever goes wrong is one JSON document", async () => {
  const defect = { name: "defect", summary: "", usage: "", run: async () => Promise.reject(new Error("a defect")) };
  for (const [args, code] of [[["--json"], "wrong-use"], [["dance", "--json"], "wrong-use"], [["backup", "--loud", "--json"], "wrong-use"], [["defect", "--json"], "internal"]] as const) {
    const out: string[] = [];
    await run(args, [backupCommand(), defect], { out: (text) => out.push(text), err: () => undefined }).catch(() => undefined);
    expect(out.map((text) => JSON.parse(text) as unknown)).toEqual([{ error: { code, message: expect.any(String) } }]);
  }
});

test("wrong use exits 2 and shows how it is meant", async () => {
  expect(await runHost("command", ["dance"], {}).ended).toMatchObject({ code: 2, err: expect.stringContaining("There is no command dance") });
  expect(await runHost("command", ["status", "--loud"], {}).ended).toMatchObject({ code: 2, err: expect.stringContaining("--loud") });
  const replay = await runHere(["replay", "--from", "yesterday", "--step", "fortnight"], {});
  expect(replay.code).toBe(2);
  for (const flag of ["--jira", "--project", "--from", "--to", "--step"]) expect(replay.err).toContain(flag);
});

describe("replay", () => {
  const recording = ["--jira", "issues.jsonl", "--sprints", "sprints.json", "--versions", "versions.json"]
    .map((part) => (part.startsWith("--") ? part : join(repositoryRoot, "demo", part)))
    .concat("--project", "TIMOB");
  const args = (...more: string[]): string[] => ["replay", "--project", "KITE", "--from", "2024-05-01", "--to", "2024-05-03", "--step", "1d", ...more];

  test("a malformed recording is named with its line", async () => {
    const file = join(temporaryDataDir(), "broken.jsonl");
    writeFileSync(file, '{"id":"1"\n');
    const shown = await runHere(args("--jira", file), {});
    expect(shown.code).toBe(1);
    expect(shown.err).toContain("broken.jsonl");
    expect(shown.err).toContain("1");
  });

  test("a missing recording is named", async () => {
    const shown = await runHere(args("--jira", "/nowhere/issues.jsonl"), {});
    expect(shown).toMatchObject({ code: 1, err: expect.stringContaining("/nowhere/issues.jsonl") });
  });

  test("the same recording gives the same bytes twice, for people and for machines", async () => {
    const recorded = [...recording, "--from", "2015-04-07", "--to", "2015-04-10", "--step", "6h"];
    for (const json of [[], ["--json"]]) {
      const [first, second] = [await runHost("command", ["replay", ...recorded, ...json], {}).ended, await runHost("command", ["replay", ...recorded, ...json], {}).ended];
      expect(first).toMatchObject({ code: 0, err: expect.stringContaining("13 steps run, 0 failed.") });
      expect(first.out.length).toBeGreaterThan(10_000);
      expect(second.out).toBe(first.out);
    }
  });

  test("keeps its store in a folder of one's own, and never in one that holds something", async () => {
    const dataDir = join(temporaryDataDir(), "kept");
    const short = [...recording, "--from", "2015-04-07", "--to", "2015-04-08", "--step", "1d", "--data-dir", dataDir];
    expect((await runHere(["replay", ...short], {})).code).toBe(0);
    expect(readdirSync(dataDir)).toContain("workbench.sqlite");
    expect(await runHere(["replay", ...short], {})).toMatchObject({ code: 2, err: expect.stringContaining("is not empty") });
  });

  test.each([
    [["--mail", "a.jsonl", "b.jsonl"], "--mail is not read in this version"],
    [["--from", "2024-02-30"], "must be a day that exists"],
    [["--from", "2024-05-01T09:00:00"], "an ISO time with its offset"],
    [["--to", "2024-04-01"], "must be later than --from"],
    [["--step", "0d"], "must be a number of minutes, hours or days"],
    [["--time-zone", "Mars/Olympus"], "IANA time zone"],
  ])("%s is refused with the reason", async (more, reason) => {
    expect(await runHere(args("--jira", "issues.jsonl", ...more), {})).toMatchObject({ code: 2, out: "", err: expect.stringContaining(reason) });
  });

  test("a reader that has seen enough ends it quietly", async () => {
    const host = runHost("command", ["replay", ...recording, "--from", "2015-04-07", "--to", "2015-04-30", "--step", "1d"], {});
    host.child.stdout.once("data", () => host.child.stdout.destroy());
    expect((await host.ended).err).not.toContain("EPIPE");
  });
});
