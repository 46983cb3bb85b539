import type { StageName } from "#core/entities/cycle-report.ts";
import type { Project } from "#core/entities/project.ts";
import { messageOf } from "#core/errors.ts";
import type { Clock, Digest, Ids, Memory, Source } from "#core/ports.ts";
import { stageNamed } from "./stages.ts";

export type CyclePorts = {
  memory: Memory;
  /** The source a project is read from. */
  sourceOf: (project: Project) => Source;
  clock: Clock;
  ids: Ids;
  digest: Digest;
  /** Aborted when the workbench stops: what is being read is given up, what is being saved is finished. */
  stopping: AbortSignal;
  /** Told while a stage works; `total` null while it is unknown. */
  progress: (at: { project: Project; stage: StageName; done: number; total: number | null }) => void;
};

/** Told once a stage is over, for the report. */
export type StageDone = (stage: StageName, ms: number, into: number, out: number) => void;

/** Carries the name of the stage that failed to whoever reports it. */
export class StageFailure extends Error {
  readonly stage: StageName;
  constructor(stage: StageName, cause: unknown) {
    super(messageOf(cause), { cause });
    this.stage = stage;
  }
}

/** Runs one stage within its time limit, and says how it went. Throws a `StageFailure`. */
export type StageRunner = <T>(
  name: StageName,
  into: number,
  work: (progress: (done: number, total: number | null) => void, signal: AbortSignal) => Promise<T>,
  out: (result: T) => number,
) => Promise<T>;

export function createStageRunner(project: Project, ports: CyclePorts, done: StageDone): StageRunner {
  const { clock, stopping } = ports;
  return async (name, into, work, out) => {
    const startedMs = clock.elapsedMs();
    const progress = (made: number, total: number | null): void => ports.progress({ project, stage: name, done: made, total });
    progress(0, null);
    try {
      const { timeoutMs, givenUpOnStop } = stageNamed(name);
      const stop = givenUpOnStop ? stopping : undefined;
      const result = await clock.within(timeoutMs, `stage ${name} of ${project.name}`, async (signal) => work(progress, signal), stop);
      done(name, clock.elapsedMs() - startedMs, into, out(result));
      return result;
    } catch (error) {
      done(name, clock.elapsedMs() - startedMs, into, 0);
      throw new StageFailure(name, error);
    }
  };
}
