import { newProject } from "#app/projects.ts";
import type { Context } from "#app/context.ts";
import type { Heartbeat } from "#core/entities/heartbeat.ts";
import type { Project } from "#core/entities/project.ts";

/**
 * Adds projects until there are `count`, each with the delivery state, the questions and the pulse of `model`, as if each had
 * been read like that one. Every third is paused.
 */
export async function growTo(count: number, model: string, { memory, ids, clock }: Context): Promise<Project[]> {
  const at = clock.now();
  const heartbeat = await memory.heartbeat();
  const { delivery_state: state } = await memory.artefacts(model);
  const questions = await memory.escalations(model);
  const pulse = heartbeat?.projects[model];
  if (!heartbeat || !pulse || !state) throw new Error("the model has not been read yet");
  const pulses: Heartbeat["projects"] = { ...heartbeat.projects };
  const added: Project[] = [];
  for (let number = Object.keys(pulses).length + 1; number <= count; number++) {
    const wanted = { name: `Kite ${number}`, source: "jira", sourceKey: `KITE${number}`, autonomy: "maintain", timeZone: "UTC" } as const;
    const { project: fresh, saves } = newProject(wanted, ids, at);
    const project: Project = number % 3 === 0 ? { ...fresh, status: "paused" } : fresh;
    await memory.saveTogether([
      ...saves.map((save) => (save.kind === "project" ? { kind: "project" as const, project } : save)),
      { kind: "artefact", artefact: { ...state, projectId: project.id, version: 1, undoTo: null } },
      ...questions.map((question) => ({ kind: "escalation" as const, escalation: { ...question, projectId: project.id, id: ids.ulid(at), version: 1 } })),
    ]);
    pulses[project.id] = pulse;
    added.push(project);
  }
  await memory.saveTogether([{ kind: "heartbeat", heartbeat: { ...heartbeat, projects: pulses } }]);
  return added;
}
