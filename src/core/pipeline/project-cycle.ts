import type { ProjectCycle, StageName } from "#core/entities/cycle-report.ts";
import type { Facts } from "#core/entities/facts.ts";
import type { ProjectPulse } from "#core/entities/heartbeat.ts";
import type { Project } from "#core/entities/project.ts";
import { AppError, messageOf } from "#core/errors.ts";
import type { Clock, Digest, Ids, Memory, Source } from "#core/ports.ts";
import type { RuleSettings } from "#core/settings.ts";
import { dayIn, type Instant } from "#core/time.ts";
import { decide, type Decided } from "./decide.ts";
import { detect } from "./detect.ts";
import { execute } from "./execute.ts";
import { normalise } from "./normalise.ts";
import { reason } from "./reason.ts";
import { record } from "./record.ts";
import { timeoutOf } from "./stages.ts";
import { triage } from "./triage.ts";
import { updateArtefacts, type Updated } from "./update-artefacts.ts";

export type CyclePorts = {
  memory: Memory;
  /** The source a project is read from. */
  sourceOf: (project: Project) => Source;
  clock: Clock;
  ids: Ids;
  digest: Digest;
  /** Told while a stage works; `total` null while it is unknown. */
  progress: (at: { project: Project; stage: StageName; done: number; total: number | null }) => void;
};

/** Told once a stage is over, for the report. */
export type StageDone = (stage: StageName, ms: number, into: number, out: number) => void;

type Input = { project: Project; pulse: ProjectPulse | null; now: Instant; settings: RuleSettings };

const nothingFresh: Facts = { issues: [], sprints: [], releases: [], profile: null };

/** Carries the name of the stage that failed to whoever reports it. */
class StageFailure extends Error {
  readonly stage: StageName;
  constructor(stage: StageName, cause: unknown) {
    super(messageOf(cause), { cause });
    this.stage = stage;
  }
}

/** Runs all stages for one project. Never throws for a failing stage: the report says which one and why. */
export async function runProjectCycle(input: Input, ports: CyclePorts, done: StageDone): Promise<ProjectCycle> {
  const report = emptyReport(input.project);
  report.failed = await failureOf(async () => runStages(input, ports, done, report));
  if (report.failed?.stage === "detect") {
    report.failed = (await failureOf(async () => greyWhenStale(input, ports, done, report))) ?? report.failed;
  }
  return report;
}

async function failureOf(work: () => Promise<void>): Promise<ProjectCycle["failed"]> {
  try {
    await work();
    return null;
  } catch (error) {
    if (!(error instanceof StageFailure)) throw error;
    return { stage: error.stage, ...describe(error.cause) };
  }
}

async function runStages(input: Input, ports: CyclePorts, done: StageDone, report: ProjectCycle): Promise<void> {
  const { project, pulse, now, settings } = input;
  const { memory, ids } = ports;
  const run = stageRunner(project, ports, done);
  const source = ports.sourceOf(project);
  const today = dayIn(now, project.timeZone);
  const checkpoint = await memory.checkpoint(project.id, project.source, project.sourceKey);

  const delta = await run("detect", 0, async (progress) => detect({ project, checkpoint, now }, { source, progress }), (out) => out.changes.length);
  report.sourceRequests = delta.requests;
  const normalised = await run(
    "normalise",
    delta.changes.length,
    async () => normalise({ project, delta, first: checkpoint === null, now }, { memory, digest: ports.digest }),
    (out) => out.signals.length,
  );
  report.signals = normalised.signals.length;
  const triaged = await run(
    "triage",
    normalised.signals.length,
    async () => triage({ normalised, delta, checkpoint, today, recovering: (pulse?.failures ?? 0) > 0 }),
    (out) => out.tell.length,
  );
  report.idle = triaged.evaluate === null;
  if (triaged.evaluate === null) return;

  await evaluate({ project, fresh: normalised.fresh, now, stale: null, settings }, ports, run, report);
  await run(
    "record",
    normalised.fresh.issues.length,
    async () => record({ project, checkpoint, delta, normalised, triaged, now, today }, { memory, ids }),
    (out) => out.written,
  );
}

/** The middle of the cycle: from facts to saved documents. */
async function evaluate(
  input: { project: Project; fresh: Facts; now: Instant; stale: string | null; settings: RuleSettings },
  ports: CyclePorts,
  run: StageRunner,
  report: ProjectCycle,
): Promise<void> {
  const { project } = input;
  const { memory, ids } = ports;
  const reasoned = await run("reason", input.fresh.issues.length, async () => reason(input, { memory }), (out) => out.findings.length);
  report.findings = reasoned.findings.length;
  report.proposals = reasoned.proposals.length;
  const decided = await run("decide", reasoned.proposals.length, async () => decide({ project, proposals: reasoned.proposals }), (out) => out.length);
  report.verdicts = countAnswers(decided);
  const executed = await run("execute", decided.length, async () => execute({ decided }), (out) => out.updates.length);
  const updated: Updated = await run(
    "update-artefacts",
    executed.updates.length,
    async () => updateArtefacts({ project, executed, reasoned }, { memory, ids }),
    (out) => out.changed.length,
  );
  report.changed = updated.changed;
  report.escalationsRaised = updated.raised;
  report.escalationsSuperseded = updated.superseded;
}

/** After enough failed reads in a row what leans on the source is recomputed as unknown; once, not at every further failure. */
async function greyWhenStale(input: Input, ports: CyclePorts, done: StageDone, report: ProjectCycle): Promise<void> {
  const { project, pulse, now, settings } = input;
  const failures = (pulse?.failures ?? 0) + 1;
  if (failures !== settings.staleAfterCycles || !pulse?.lastReadAt) return;
  const stale = `Jira has not been read since ${pulse.lastReadAt.slice(0, 16).replace("T", " ")} UTC (${failures} cycles failed)`;
  await evaluate({ project, fresh: nothingFresh, now, stale, settings }, ports, stageRunner(project, ports, done), report);
}

type StageRunner = <T>(
  name: StageName,
  into: number,
  work: (progress: (done: number, total: number | null) => void) => Promise<T>,
  out: (result: T) => number,
) => Promise<T>;

function stageRunner(project: Project, ports: CyclePorts, done: StageDone): StageRunner {
  return async (name, into, work, out) => {
    const startedMs = ports.clock.elapsedMs();
    const progress = (made: number, total: number | null): void => ports.progress({ project, stage: name, done: made, total });
    progress(0, null);
    try {
      const result = await ports.clock.within(timeoutOf(name), `stage ${name} of ${project.name}`, work(progress));
      done(name, ports.clock.elapsedMs() - startedMs, into, out(result));
      return result;
    } catch (error) {
      done(name, ports.clock.elapsedMs() - startedMs, into, 0);
      throw new StageFailure(name, error);
    }
  };
}

function describe(error: unknown): { code: string; message: string } {
  return error instanceof AppError ? { code: error.code, message: error.message } : { code: "internal", message: messageOf(error) };
}

function countAnswers(decided: readonly Decided[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { verdict } of decided) counts[verdict.answer] = (counts[verdict.answer] ?? 0) + 1;
  return counts;
}

function emptyReport(project: Project): ProjectCycle {
  return {
    projectId: project.id,
    name: project.name,
    idle: false,
    signals: 0,
    findings: 0,
    proposals: 0,
    verdicts: {},
    changed: [],
    escalationsRaised: 0,
    escalationsSuperseded: 0,
    sourceRequests: 0,
    failed: null,
  };
}
