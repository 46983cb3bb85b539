import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { ArtefactSet } from "#core/entities/artefact.ts";
import type { CycleReport } from "#core/entities/cycle-report.ts";
import type { Event } from "#core/entities/event.ts";
import type { Memory } from "#core/ports.ts";
import { addMs, type Instant } from "#core/time.ts";
import { startFakeJira } from "#integrations/jira/fake.ts";
import { loadRecording } from "#integrations/jira/fake/load-recording.ts";
import { createJiraSource } from "#integrations/jira/index.ts";
import { createContext, type Context } from "#app/context.ts";
import { appError } from "#app/errors.ts";
import { createSeededIds } from "#app/ids.ts";
import { newProject } from "#app/projects.ts";
import type { World } from "#app/world.ts";
import type { ReplayOptions } from "./options.ts";

/** One cycle of a replay: its report without wall times, and the events it caused. */
export type ReplayStep = { at: Instant; report: Omit<CycleReport, "stages">; events: Event[] };

/** Told of each step, and where what is held after it can be read. */
export type OnStep = (step: ReplayStep, held: { memory: Memory; projectId: string }) => void | Promise<void>;

export type ReplayResult = { steps: number; artefacts: ArtefactSet };

const credentials = { email: "replay@workbench.example", token: "replay" };

/** Runs a recording through the real pipeline from `from` to `to`, handing each step to `onStep`. The same options give the same steps and artefacts. */
export async function replay(options: ReplayOptions, onStep: OnStep): Promise<ReplayResult> {
  const recording = await loadRecording({
    issues: options.jira,
    ...(options.sprints === undefined ? {} : { sprints: options.sprints }),
    ...(options.versions === undefined ? {} : { versions: options.versions }),
    projectKey: options.project,
  });
  let now = options.from;
  const moveTo = (instant: Instant): void => {
    now = instant;
  };
  return withDataDirectory(options["data-dir"], async (dataDir) => {
    const fake = await startFakeJira({ recording, now: () => now, credentials, accountTimeZone: options["time-zone"] });
    const world: World = {
      now: () => now,
      source: createJiraSource({ baseUrl: fake.baseUrl, ...credentials }),
      describe: () => ({ demo: null, sources: [{ source: "jira", configured: true, where: "a recording" }] }),
      cycleMs: options.step,
      demo: null,
      close: async () => fake.close(),
    };
    const seen: Event[] = [];
    const overrides = { ids: createSeededIds(options.project), realNow: () => now, memory: (memory: Memory) => overhearing(memory, seen), durable: false };
    let context: Context;
    try {
      context = await createContext({ dataDir, world, log: () => undefined, overrides }); // what fails is in the cycle's report
    } catch (error) {
      await fake.close();
      throw error;
    }
    try {
      return await run(options, context, seen, moveTo, onStep);
    } finally {
      await context.close();
    }
  });
}

async function run(options: ReplayOptions, context: Context, seen: Event[], moveTo: (instant: Instant) => void, onStep: OnStep): Promise<ReplayResult> {
  const { memory, agent, ids } = context;
  const { project, saves } = newProject({ name: options.project, source: "jira", sourceKey: options.project, autonomy: "maintain", timeZone: options["time-zone"] }, ids, options.from);
  await memory.saveTogether(saves);
  let steps = 0;
  for (let at = options.from; at <= options.to; at = addMs(at, options.step)) {
    moveTo(at);
    const { stages: _wallTimes, ...report } = await agent.runCycle();
    await onStep({ at, report, events: seen.splice(0) }, { memory, projectId: project.id });
    steps++;
  }
  return { steps, artefacts: await memory.artefacts(project.id) };
}

/** Keeps a copy of each saved event. */
function overhearing(memory: Memory, seen: Event[]): Memory {
  return {
    ...memory,
    saveTogether: async (saves) => {
      await memory.saveTogether(saves);
      for (const save of saves) if (save.kind === "event") seen.push(save.event);
    },
  };
}

async function withDataDirectory<T>(wanted: string | undefined, work: (dataDir: string) => Promise<T>): Promise<T> {
  if (wanted !== undefined) {
    const dataDir = resolve(wanted);
    const existing = await readdir(dataDir).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return [];
      throw appError("wrong-use", `--data-dir ${dataDir} cannot be used: ${error.message}`, {}, error);
    });
    if (existing.length > 0) throw appError("wrong-use", `--data-dir ${dataDir} is not empty; a replay starts from nothing.`);
    return work(dataDir);
  }
  const dataDir = await mkdtemp(join(tmpdir(), "workbench-replay-"));
  try {
    return await work(dataDir);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
