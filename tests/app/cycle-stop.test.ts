import { expect, onTestFinished, test } from "vitest";
import { createClock } from "#app/clock.ts";
import { createContext, type Context, type Overrides } from "#app/context.ts";
import { newProject } from "#app/projects.ts";
import type { World } from "#app/world.ts";
import type { Memory, Source, SourceDelta } from "#core/ports.ts";
import { startFakeJira } from "#integrations/jira/fake.ts";
import { createJiraSource } from "#integrations/jira/index.ts";
import { storeError } from "#store/errors.ts";
import { kiteRecording } from "#tests/support/kite.ts";
import { temporaryDataDir } from "#tests/support/start-workbench.ts";
import { eventsOf } from "./what-is-kept.ts";

const now = "2024-05-15T09:00:00.000Z";
const nothing: SourceDelta = { changes: [], position: "p1", skipped: [], requests: 1 };

function reading(read: Source["read"]): Source {
  return { read, check: async () => ({ name: "Kite" }) };
}

/** The app without its server, reading this source. */
async function open(source: Source, dataDir: string, overrides: Overrides = {}): Promise<Context> {
  const world: World = { now: () => now, source, describe: () => ({ demo: null, sources: [] }), cycleMs: 900_000, demo: null, close: async () => undefined };
  return createContext({ dataDir, world, log: () => undefined, overrides: { realNow: () => now, ...overrides } });
}

async function add({ memory, ids }: Context, sourceKey: string, at = now): Promise<string> {
  const { project, saves } = newProject({ name: sourceKey, source: "jira", sourceKey, autonomy: "maintain", timeZone: "UTC" }, ids, at);
  await memory.saveTogether(saves);
  return project.id;
}

/** A source that never answers for one project, and whether it heeds being told to give up or not. */
function silentFor(sourceKey: string, heeds: boolean): { source: Source; asked: Promise<void>; toldToGiveUp: () => boolean } {
  const asked = Promise.withResolvers<void>();
  let told: AbortSignal | undefined;
  const source = reading(async (input) => {
    if (input.sourceKey !== sourceKey) return nothing;
    told = input.signal;
    return new Promise((_resolve, reject) => {
      if (heeds) input.signal?.addEventListener("abort", () => reject(new Error("given up")));
      asked.resolve();
    });
  });
  return { source, asked: asked.promise, toldToGiveUp: () => told?.aborted ?? false };
}

test.each([true, false])("a stop during a first sync ends the reading at once and leaves nothing half done (a source that gives up: %s)", async (heeds) => {
  const dataDir = temporaryDataDir();
  const { source, asked, toldToGiveUp } = silentFor("KITE", heeds);
  const first = await open(source, dataDir);
  const id = await add(first, "KITE");
  const cycle = first.agent.runCycle();
  await asked;
  const waiting = first.agent.runCycle().catch((error: unknown) => error);
  await first.close();
  expect(toldToGiveUp()).toBe(true);
  expect((await cycle).projects).toEqual([]);
  expect(await waiting).toMatchObject({ code: "stopping" });

  const second = await open(reading(async () => nothing), dataDir);
  expect(await second.memory.checkpoint(id, "jira", "KITE")).toBeNull();
  expect((await eventsOf(second.store, id)).map(({ type }) => type)).toEqual(["project.added"]);
  expect((await second.agent.runCycle()).projects[0]?.failed).toBeNull();
  expect((await eventsOf(second.store, id)).filter(({ type }) => type === "sync.finished")).toHaveLength(1);
  await second.close();
});

test("what was read of one project before the stop is kept when another was being read", async () => {
  const dataDir = temporaryDataDir();
  const { source, asked } = silentFor("BETA", true);
  const context = await open(source, dataDir);
  await add(context, "BETA", "2024-05-14T09:00:00.000Z");
  const alpha = await add(context, "ALPHA"); // the one changed last is read first
  const cycle = context.agent.runCycle();
  await asked;
  await context.close();
  expect((await cycle).projects.map(({ name }) => name)).toEqual(["ALPHA"]);
  const again = await open(reading(async () => nothing), dataDir);
  expect((await again.memory.heartbeat())?.projects).toEqual({ [alpha]: { lastReadAt: now, failures: 0, error: null } });
  await again.close();
});

test("what takes too long is told to give up", async () => {
  let signal: AbortSignal | undefined;
  const late = createClock(() => now).within(1, "the stage", async (given) => {
    signal = given;
    return new Promise(() => undefined);
  });
  await expect(late).rejects.toMatchObject({ code: "stage-timeout", message: expect.stringContaining("the stage took longer") });
  expect(signal?.aborted).toBe(true);
});

test.each([
  ["while a request is out", { kind: "hang" } as const],
  ["while it waits to ask again", { kind: "status", status: 503, retryAfter: "30" } as const],
])("the reading of Jira ends %s", async (_, fault) => {
  const credentials = { email: "pm@workbench.example", token: "test-token" };
  const jira = await startFakeJira({ recording: kiteRecording(), now: () => now, credentials });
  onTestFinished(async () => jira.close());
  jira.misbehave(fault);
  const stop = new AbortController();
  // Told to give up as the request goes out, or just before the wait.
  const giveUp = (): void => stop.abort(new Error("enough"));
  const source = createJiraSource({
    baseUrl: jira.baseUrl,
    ...credentials,
    fetch: async (...request) => {
      if (fault.kind === "hang") queueMicrotask(giveUp);
      return fetch(...request);
    },
    random: () => (giveUp(), 0),
  });
  await expect(source.read({ sourceKey: "KITE", position: null, now, signal: stop.signal }, () => undefined)).rejects.toThrow(/enough|aborted/);
  expect(jira.requests.length).toBeLessThanOrEqual(1);
});

test("draining waits for the cycles that were asked for meanwhile", async () => {
  let reads = 0;
  const context = await open(reading(async () => ({ ...nothing, requests: ++reads })), temporaryDataDir());
  await add(context, "KITE");
  const later = context.agent.runCycle().then(async () => context.agent.runCycle());
  await context.agent.drain();
  await context.agent.drain();
  await later;
  expect(reads).toBe(2);
  await context.close();
});

test("a full disk makes the agent's state an error that says what to do, until there is room again", async () => {
  let full = false;
  const failing = (memory: Memory): Memory => ({
    ...memory,
    saveTogether: async (saves) => {
      if (full) throw storeError("disk-full", "There is no space left to write the file. Free some disk space; nothing was half written.");
      await memory.saveTogether(saves);
    },
  });
  const context = await open(reading(async () => nothing), temporaryDataDir(), { memory: failing });
  const id = await add(context, "KITE");
  full = true;
  await expect(context.agent.runCycle()).rejects.toMatchObject({ code: "disk-full" });
  expect(await context.agent.view()).toMatchObject({ state: "error", detail: expect.stringContaining("Free some disk space") });
  full = false;
  await context.agent.runCycle();
  expect(await context.agent.view()).toMatchObject({ state: "active", detail: "1 project up to date." });
  expect((await eventsOf(context.store, id)).filter(({ type }) => type === "sync.finished")).toHaveLength(1);
  await context.close();
});

test("a store that cannot even be read is the agent's state, not an answer that fails", async () => {
  const unreadable = (memory: Memory): Memory => ({ ...memory, heartbeat: async () => Promise.reject(storeError("corrupt", "The file is damaged. Put back a backup.")) });
  const context = await open(reading(async () => nothing), temporaryDataDir(), { memory: unreadable });
  expect(await context.agent.view()).toMatchObject({ state: "error", detail: "The file is damaged. Put back a backup.", heartbeatAt: null });
  await context.close();
});
