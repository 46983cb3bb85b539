import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { realNow } from "#app/clock.ts";
import { createIds } from "#app/ids.ts";
import { newProject } from "#app/projects.ts";
import { createApi } from "#cli/api.ts";
import { addMs } from "#core/time.ts";
import { createMemory } from "#store/memory.ts";
import { openSqliteStore } from "#store/sqlite/sqlite-store.ts";
import { runHost, type HostProcess } from "#tests/support/run-host.ts";
import { temporaryDataDir } from "#tests/support/start-workbench.ts";

const hasIpv6 = Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ address }) => address === "::1"));
const isRoot = process.getuid?.() === 0;

async function urlOf(host: HostProcess): Promise<string> {
  const said = await host.says("Stop it with");
  const url = /http:\/\/[\d.]+:\d+/.exec(said)?.[0];
  if (!url) throw new Error(`no address in: ${said}`);
  return url;
}

test("with nothing configured the demo runs, and a restart goes on from the time it had reached", async () => {
  const env = { PORT: "0", WORKBENCH_DATA_DIR: temporaryDataDir() };
  const first = runHost("local", [], env);
  const api = createApi(await urlOf(first));
  await api("runCycle");
  const { projects } = await api("listProjects");
  expect(projects).toHaveLength(1);
  const { artefacts } = await api("listArtefacts", { params: { id: projects[0]?.id ?? "" } });
  expect(artefacts.map((artefact) => artefact.type).toSorted()).toEqual(["backlog_summary", "decision_log", "delivery_state", "raid_log"]);
  expect((await api("listEscalations")).escalations.length).toBeGreaterThan(0);
  const reached = (await api("getAgent")).lastCycle?.startedAt ?? "";
  first.child.kill("SIGTERM");
  expect(await first.ended).toMatchObject({ code: 0, out: expect.stringContaining("Stopping") });

  const second = runHost("local", [], env);
  const again = createApi(await urlOf(second));
  await again("runCycle");
  expect((await again("listProjects")).projects.map((project) => project.id)).toEqual(projects.map((project) => project.id));
  expect(((await again("getAgent")).now) >= reached).toBe(true);
  second.child.kill("SIGINT");
  expect((await second.ended).code).toBe(0);
});

test("a second start on the same data directory is refused, and says which process runs there", async () => {
  const env = { PORT: "0", WORKBENCH_DATA_DIR: temporaryDataDir() };
  const first = runHost("local", [], env);
  await urlOf(first);
  const second = await runHost("local", [], env).ended;
  expect(second.code).toBe(1);
  expect(second.err).toContain("already runs");
  expect(second.err).toContain(String(first.child.pid));
});

test("a port in use is said with a way out, and the data directory is free again", async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    taken.close();
  });
  const { port } = taken.address() as AddressInfo;
  const dataDir = temporaryDataDir();
  const refused = await runHost("local", [], { PORT: String(port), WORKBENCH_DATA_DIR: dataDir }).ended;
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining(`Port ${port} on 127.0.0.1 is in use`) });
  await urlOf(runHost("local", [], { PORT: "0", WORKBENCH_DATA_DIR: dataDir }));
});

test("a corrupt data file is named and left as it is", async () => {
  const dataDir = temporaryDataDir();
  mkdirSync(join(dataDir, "demo"));
  const file = join(dataDir, "demo", "workbench.sqlite");
  writeFileSync(file, "this was a database once ".repeat(500));
  const refused = await runHost("local", [], { PORT: "0", WORKBENCH_DATA_DIR: dataDir }).ended;
  expect(refused.code).toBe(1);
  expect(refused.err).toContain(file);
});

test.skipIf(isRoot)("a data directory that cannot be written is named (root can write everywhere)", async () => {
  const dataDir = temporaryDataDir();
  chmodSync(dataDir, 0o500);
  const refused = await runHost("local", [], { PORT: "0", WORKBENCH_DATA_DIR: dataDir }).ended;
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining(dataDir) });
});

test("every wrong variable is named at once, and a half configured Jira is refused", async () => {
  const wrong = await runHost("local", [], { PORT: "seven", WORKBENCH_TIME_ZONE: "Mars/Olympus", WORKBENCH_HOST: "0.0.0.0", JIRA_BASE_URL: "http://jira.example" }).ended;
  expect(wrong.code).toBe(1);
  for (const name of ["PORT", "WORKBENCH_TIME_ZONE", "WORKBENCH_HOST", "JIRA_BASE_URL"]) expect(wrong.err).toContain(name);
  const half = await runHost("local", [], { JIRA_BASE_URL: "https://team.atlassian.net", WORKBENCH_DATA_DIR: temporaryDataDir() }).ended;
  expect(half).toMatchObject({ code: 1, err: expect.stringContaining("JIRA_EMAIL and JIRA_API_TOKEN") });
});

test("each WORKBENCH_CYCLE_MINUTES plans the next cycle that much later, and a variable it does not read is named", async () => {
  const jira = { JIRA_BASE_URL: "http://127.0.0.1:1", JIRA_EMAIL: "pm@workbench.example", JIRA_API_TOKEN: "token" };
  for (const minutes of [7, 60]) {
    const before = realNow();
    const host = runHost("local", [], { ...jira, PORT: "0", WORKBENCH_DATA_DIR: temporaryDataDir(), WORKBENCH_CYCLE_MINUTES: String(minutes), WORKBENCH_PASSWORD: "x" });
    expect(await host.says("Stop it with")).toContain("does not read WORKBENCH_PASSWORD");
    const { nextCycleAt } = await createApi(await urlOf(host))("getAgent");
    // The scheduler plans in whole seconds.
    expect(nextCycleAt && nextCycleAt >= addMs(before, minutes * 60_000 - 1000)).toBe(true);
    expect(nextCycleAt && nextCycleAt <= addMs(realNow(), minutes * 60_000 + 1000)).toBe(true);
    host.child.kill("SIGKILL");
  }
});

test.skipIf(!hasIpv6)("it answers on the IPv6 loopback address too, and the commands find it there (needs ::1)", async () => {
  const env = { PORT: "0", WORKBENCH_HOST: "[::1]", WORKBENCH_DATA_DIR: temporaryDataDir() };
  const host = runHost("local", [], env);
  const said = await host.says("Stop it with");
  const port = /http:\/\/\[::1\]:(\d+)/.exec(said)?.[1] ?? "";
  expect(await runHost("command", ["status"], { ...env, PORT: port }).ended).toMatchObject({ code: 0, out: expect.stringContaining("Agent: ") });
});

test("a silent Jira does not hold up a stop", async () => {
  const asked = Promise.withResolvers<void>();
  const silent = createServer(() => asked.resolve());
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    silent.closeAllConnections();
    silent.close();
  });
  const dataDir = temporaryDataDir();
  const store = openSqliteStore({ file: join(dataDir, "workbench.sqlite"), now: realNow });
  const wanted = { name: "Kite", source: "jira", sourceKey: "KITE", autonomy: "maintain", timeZone: "UTC" } as const;
  await createMemory(store).saveTogether(newProject(wanted, createIds(), realNow()).saves);
  store.close();
  const baseUrl = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  const host = runHost("local", [], { PORT: "0", WORKBENCH_DATA_DIR: dataDir, JIRA_BASE_URL: baseUrl, JIRA_EMAIL: "pm@workbench.example", JIRA_API_TOKEN: "token" });
  await asked.promise;
  await host.says("Stop it with");
  host.child.kill("SIGINT");
  expect((await host.ended).code).toBe(0);
});
