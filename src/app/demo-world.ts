import { demo } from "#demo/demo.ts";
import { ProjectStatus, type Project } from "#core/entities/project.ts";
import type { Ids, Memory, Store } from "#core/ports.ts";
import type { Instant } from "#core/time.ts";
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

/** On a first start adds the demo project; on a later one goes on from the latest time anything was saved at. */
export async function seedDemo(world: NonNullable<World["demo"]>, context: { store: Store; memory: Memory; ids: Ids }): Promise<void> {
  const { store, memory, ids } = context;
  const projects = (await Promise.all(ProjectStatus.options.map((status) => listProjects(store, { status })))).flat();
  const latest = (await Promise.all(projects.map((project) => savedAt(project, memory)))).flat().toSorted().at(-1);
  if (latest) world.time.goOnFrom(latest);
  if (projects.length > 0) return;
  const { projectName: name, projectKey: sourceKey, timeZone } = demo;
  await memory.saveTogether(newProject({ name, source: "jira", sourceKey, autonomy: "maintain", timeZone }, ids, world.time.now()).saves);
}

async function savedAt(project: Project, memory: Memory): Promise<Instant[]> {
  const [heartbeat, checkpoint, artefacts] = await Promise.all([
    memory.heartbeat(),
    memory.checkpoint(project.id, project.source, project.sourceKey),
    memory.artefacts(project.id),
  ]);
  return [
    project.updatedAt,
    ...Object.values(artefacts).flatMap((artefact) => artefact?.updatedAt ?? []),
    checkpoint?.readAt ?? [],
    heartbeat?.projects[project.id]?.lastReadAt ?? [],
  ].flat();
}
