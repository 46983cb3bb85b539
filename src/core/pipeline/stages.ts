import type { StageName } from "#core/entities/cycle-report.ts";

/**
 * `timeoutMs` is real time for one project; the one runner obeys it. A stage that can take minutes and writes nothing is given
 * up at once when the workbench stops; the others are finished.
 */
export type Stage = { name: StageName; timeoutMs: number; givenUpOnStop?: true };

const minute = 60_000;

/** The cycle, in order. A failing stage ends the project's part of the cycle and leaves its checkpoint where it was. */
export const stages = [
  { name: "detect", timeoutMs: 20 * minute, givenUpOnStop: true },
  { name: "normalise", timeoutMs: 5 * minute },
  { name: "triage", timeoutMs: minute },
  { name: "reason", timeoutMs: 5 * minute },
  { name: "decide", timeoutMs: minute },
  { name: "execute", timeoutMs: 5 * minute },
  { name: "update-artefacts", timeoutMs: 5 * minute },
  { name: "record", timeoutMs: 5 * minute },
] as const satisfies readonly Stage[];

export function stageNamed(name: StageName): Stage {
  const stage = stages.find((one) => one.name === name);
  if (!stage) throw new RangeError(`no stage is called ${name}`);
  return stage;
}
