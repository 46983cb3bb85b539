import { demo } from "#demo/demo.ts";
import { ProjectStatus } from "#core/entities/project.ts";
import type { Ids, Memory, Store } from "#core/ports.ts";
import { createJiraSource } from "#integrations/jira/index.ts";
import { startFakeJira } from "#integrations/jira/fake.ts";
import { loadRecording } from "#integrations/jira/fake/load-recording.ts";
import { listProjects } from "#store/entities/project.ts";
import { newProject } from "./projects.ts";
import { createSimulatedTime } from "./simulated-time.ts";
import type { World } from "./world.ts";

/** A day of the recording takes a little over a minute, read twelve times. */
const minutesPerSecond = 20;
const cycleMs = 6_000;

const credentials = { email: "demo@workbench.example", token: "demo" };

/** The bundled recording behind the bundled Jira server, read by the real client; time runs fast and stops where the recording ends. */
export async function openDemoWorld(): Promise<World> {
  const recording = await loadRecording({ ...demo.files, projectKey: demo.projectKey });
  const time = createSimulatedTime({ ...demo, minutesPerSecond, elapsedMs: () => performance.now() });
  const fake = await startFakeJira({ recording, now: time.now, credentials, accountTimeZone: demo.timeZone });
  return {
    now: time.now,
    source: createJiraSource({ baseUrl: fake.baseUrl, ...credentials }),
    describe: () => ({
      demo: { startedAt: demo.startAt, endsAt: demo.endAt, ended: time.now() >= demo.endAt, minutesPerSecond },
      sources: [{ source: "jira", configured: false, where: "the bundled demo data" }],
    }),
    cycleMs,
    demo: { time, timeZone: demo.timeZone },
    close: async () => fake.close(),
  };
}

/** On a first start adds the demo project; on a later one goes on from the time the project was last read. */
export async function seedDemo(world: NonNullable<World["demo"]>, context: { store: Store; memory: Memory; ids: Ids }): Promise<void> {
  const { store, memory, ids } = context;
  const heartbeat = await memory.heartbeat();
  const lastRead = Object.values(heartbeat?.projects ?? {}).flatMap((pulse) => pulse.lastReadAt ?? []);
  const latest = lastRead.toSorted().at(-1);
  if (latest) world.time.goOnFrom(latest);
  if (await alreadySeeded(store)) return;
  const { projectName: name, projectKey: sourceKey, timeZone } = demo;
  await memory.saveTogether(newProject({ name, source: "jira", sourceKey, autonomy: "maintain", timeZone }, ids, world.time.now()).saves);
}

async function alreadySeeded(store: Store): Promise<boolean> {
  const listed = await Promise.all(ProjectStatus.options.map((status) => listProjects(store, { status })));
  return listed.flat().length > 0;
}
