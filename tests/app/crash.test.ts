import { mkdirSync, watch } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createContext } from "#app/context.ts";
import { createIds } from "#app/ids.ts";
import { newProject } from "#app/projects.ts";
import type { World } from "#app/world.ts";
import { createApi } from "#cli/api.ts";
import { type AnyArtefact, ArtefactType } from "#core/entities/artefact.ts";
import { EscalationStatus } from "#core/entities/escalation.ts";
import { ProjectStatus } from "#core/entities/project.ts";
import type { Store } from "#core/ports.ts";
import { addMs, type Instant } from "#core/time.ts";
import { demo } from "#demo/demo.ts";
import { startFakeJira } from "#integrations/jira/fake.ts";
import { loadRecording } from "#integrations/jira/fake/load-recording.ts";
import { createJiraSource } from "#integrations/jira/index.ts";
import type { Engine } from "#store/engine.ts";
import { listEscalations, listProjectEscalations } from "#store/entities/escalation.ts";
import { listProjects } from "#store/entities/project.ts";
import { createMemory } from "#store/memory.ts";
import { openSqliteStore } from "#store/sqlite/sqlite-store.ts";
import { runHost, type HostProcess } from "#tests/support/run-host.ts";
import { temporaryDataDir } from "#tests/support/start-workbench.ts";
import { eventsOf, versionsOf } from "./what-is-kept.ts";

/** Each round ends the process after this many more writes to its file. The first sync makes about a hundred, a cycle with news ten or more. */
const writesBeforeTheEnd = process.env["WORKBENCH_LONG"] === "1" ? Array.from({ length: 60 }, (_, round) => 3 + ((round * 37) % 180)) : [12, 117, 150, 40, 55];

const credentials = { email: "pm@workbench.example", token: "test-token" };
const wanted = { name: "Titanium", source: "jira", sourceKey: demo.projectKey, autonomy: "maintain", timeZone: demo.timeZone } as const;

async function urlOf(host: HostProcess): Promise<string> {
  const said = await host.says("Stop it with");
  return /http:\/\/[\d.]+:\d+/.exec(said)?.[0] ?? "";
}

/** Runs cycle after cycle, and ends the process without warning while it writes. */
async function runUntilKilled(folder: string, env: Record<string, string>, writes: number, beforeCycle: () => void): Promise<void> {
  let left = writes;
  const host = runHost("local", [], { PORT: "0", ...env });
  const watcher = watch(folder, (_, file) => {
    if (file === "workbench.sqlite-wal" && --left === 0) host.child.kill("SIGKILL");
  });
  onTestFinished(() => watcher.close());
  const cycles = async (): Promise<void> => {
    for (const api = createApi(await urlOf(host)); ; ) {
      beforeCycle();
      await api("runCycle");
    }
  };
  await cycles().catch(() => undefined); // they end with the process
  await host.ended;
  watcher.close();
}

/** The latest time anything was saved at; fails on what must never be found in a data file. */
async function examine(store: Store): Promise<string> {
  const memory = createMemory(store);
  const listed = await Promise.all(ProjectStatus.options.map((status) => listProjects(store, { status })));
  expect(listed.flat().length).toBeLessThanOrEqual(1);
  const [project] = listed.flat();
  if (!project) return "";
  const { id } = project;
  const events = await eventsOf(store, id);
  expect(new Set(events.map((event) => event.id)).size).toBe(events.length);

  const times: string[] = [project.updatedAt];
  const current = await memory.artefacts(id);
  for (const type of ArtefactType.options) {
    const versions = await versionsOf(store, id, type);
    expect(versions.at(-1) ?? null).toEqual(current[type]);
    expect(events.filter((event) => event.type === "artefact.updated" && event.title.startsWith(titleOf(type)))).toHaveLength(versions.length);
    times.push(...versions.map((version) => version.updatedAt));
    for (const [index, version] of versions.slice(1).entries()) expect(contentOf(version)).not.toBe(contentOf(versions[index]));
  }
  expect(times.slice(1).every((time) => time >= project.createdAt)).toBe(true);
  const subjects = current.raid_log?.content.items.map((item) => item.subject) ?? [];
  expect(new Set(subjects).size).toBe(subjects.length);

  const escalations = await listProjectEscalations(store, { projectId: id });
  const byIndex = await Promise.all(EscalationStatus.options.map(async (status) => (await listEscalations(store, { status, projectId: id })).escalations));
  expect(byIndex.flat().map((one) => one.id).toSorted()).toEqual(escalations.map((one) => one.id).toSorted());
  const standing = escalations.filter((one) => one.standing).map((one) => one.subject);
  expect(new Set(standing).size).toBe(standing.length);
  for (const one of escalations) expect([one.status === "pending", one.decidedAt === null, one.standing]).toEqual(Array(3).fill(one.status === "pending"));
  expect(events.filter((event) => event.type === "escalation.raised")).toHaveLength(escalations.length);

  const checkpoint = await memory.checkpoint(id, "jira", project.sourceKey);
  expect(events.filter((event) => event.type === "sync.finished")).toHaveLength(checkpoint ? 1 : 0);
  if (checkpoint) expect((await memory.facts(id)).issues.length).toBeGreaterThan(0);
  const read = (await memory.heartbeat())?.projects[id]?.lastReadAt;
  return [...times, checkpoint?.readAt ?? "", read ?? ""].toSorted().at(-1) ?? "";
}

function titleOf(type: ArtefactType): string {
  return { delivery_state: "Delivery state", raid_log: "RAID log", backlog_summary: "Backlog summary", decision_log: "Decision log" }[type];
}

function contentOf(artefact: AnyArtefact | undefined): string {
  return JSON.stringify(artefact?.content);
}

function opened(folder: string, now: () => Instant): Engine {
  return openSqliteStore({ file: join(folder, "workbench.sqlite"), now });
}

test("killed again and again while it writes, it keeps nothing half or twice, and in the end lacks nothing", async () => {
  const dataDir = temporaryDataDir();
  const recording = await loadRecording({ ...demo.files, projectKey: demo.projectKey });
  let now: Instant = demo.startAt;
  const jira = await startFakeJira({ recording, now: () => now, credentials, accountTimeZone: demo.timeZone });
  onTestFinished(async () => jira.close());
  const seeded = opened(dataDir, () => now);
  await createMemory(seeded).saveTogether(newProject(wanted, createIds(), now).saves);
  seeded.close();

  const env = { WORKBENCH_DATA_DIR: dataDir, JIRA_BASE_URL: jira.baseUrl, JIRA_EMAIL: credentials.email, JIRA_API_TOKEN: credentials.token };
  for (const writes of writesBeforeTheEnd) {
    await runUntilKilled(dataDir, env, writes, () => (now = addMs(now, 6 * 3_600_000)));
    const store = opened(dataDir, () => demo.startAt);
    await examine(store);
    store.close();
  }

  // What many cycles with as many ends have put together is what one reading of it all finds.
  const world: World = { now: () => now, source: createJiraSource({ baseUrl: jira.baseUrl, ...credentials }), describe: () => ({ demo: null, sources: [] }), cycleMs: 900_000, demo: null, close: async () => undefined };
  const survivor = await createContext({ dataDir, world, log: () => undefined });
  const fresh = await createContext({ dataDir: temporaryDataDir(), world, log: () => undefined });
  await fresh.memory.saveTogether(newProject(wanted, fresh.ids, now).saves);
  const [one, other] = await Promise.all([survivor, fresh].map(async ({ agent, memory }) => {
    const { projects } = await agent.runCycle();
    expect(projects[0]?.failed).toBeNull();
    const { issues, ...plan } = await memory.facts(projects[0]?.projectId ?? "");
    // How a linked issue stood is a copy from when this one was last read: its own change does not touch this one.
    return { ...plan, issues: issues.map(({ links, ...issue }) => ({ ...issue, links: links.map(({ relation, key }) => `${relation} ${key}`) })) };
  }));
  expect(one).toEqual(other);
  await examine(survivor.store);
  await survivor.close();
  await fresh.close();
}, 600_000);

test("the demo's time goes on from the last thing saved before it was killed", async () => {
  const dataDir = temporaryDataDir();
  const folder = join(dataDir, "demo");
  mkdirSync(folder);
  await runUntilKilled(folder, { WORKBENCH_DATA_DIR: dataDir }, 40, () => undefined);
  const store = opened(folder, () => demo.startAt);
  const reached = await examine(store);
  store.close();
  expect(reached > demo.startAt).toBe(true);
  const host = runHost("local", [], { PORT: "0", WORKBENCH_DATA_DIR: dataDir });
  expect((await createApi(await urlOf(host))("getAgent")).now >= reached).toBe(true);
});
