import type { ProjectCycle } from "#core/entities/cycle-report.ts";
import type { Facts } from "#core/entities/facts.ts";
import type { ProjectPulse } from "#core/entities/heartbeat.ts";
import type { Project } from "#core/entities/project.ts";
import { AppError, messageOf } from "#core/errors.ts";
import type { RuleSettings } from "#core/settings.ts";
import { dayIn, type Instant } from "#core/time.ts";
import { detect } from "./detect.ts";
import { activeProject, evaluate } from "./evaluate.ts";
import { normalise } from "./normalise.ts";
import { offer } from "./offers.ts";
import { record } from "./record.ts";
import { createStageRunner, StageFailure, type CyclePorts, type StageDone } from "./run-stage.ts";
import { triage } from "./triage.ts";

type Input = { project: Project; pulse: ProjectPulse | null; now: Instant; settings: RuleSettings };

const nothingFresh: Facts = { issues: [], sprints: [], releases: [], profile: null };

/**
 * Runs all stages for one project. Never throws for a failing stage: the report says which one and why. Null when it was left
 * off because the project is not active any more or the workbench stops; the next cycle then goes on from the checkpoint.
 */
export async function runProjectCycle(input: Input, ports: CyclePorts, done: StageDone): Promise<ProjectCycle | null> {
  const report = emptyReport(input.project);
  const outcome = await outcomeOf(async () => runStages(input, ports, done, report));
  if (outcome === "done") return report;
  if (outcome === "left off" || ports.stopping.aborted) return null;
  const greyed = outcome.stage === "detect" ? await outcomeOf(async () => greyWhenStale(input, ports, done, report)) : "done";
  if (greyed === "left off") return null;
  report.failed = greyed === "done" ? outcome : greyed;
  return report;
}

type Outcome = "done" | "left off" | NonNullable<ProjectCycle["failed"]>;

async function outcomeOf(work: () => Promise<"done" | "left off">): Promise<Outcome> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof StageFailure)) throw error;
    return { stage: error.stage, ...describe(error.cause) };
  }
}

async function runStages(input: Input, ports: CyclePorts, done: StageDone, report: ProjectCycle): Promise<"done" | "left off"> {
  const { pulse, now, settings } = input;
  const { memory, ids, digest } = ports;
  const project = await activeProject(input.project, memory);
  if (!project) return "left off";
  const run = createStageRunner(project, ports, done);
  const { checkpoint, delta } = await run(
    "detect",
    0,
    async (progress, signal) => {
      const checkpoint = await memory.checkpoint(project.id, project.source, project.sourceKey);
      return { checkpoint, delta: await detect({ project, checkpoint, now }, { source: ports.sourceOf(project), progress, signal }) };
    },
    (out) => out.delta.changes.length,
  );
  report.sourceRequests = delta.requests;
  const normalised = await run(
    "normalise",
    delta.changes.length,
    async () => normalise({ project, delta, first: checkpoint === null, now }, { memory, digest }),
    (out) => out.signals.length,
  );
  report.signals = normalised.signals.length;
  const triaged = await run(
    "triage",
    normalised.signals.length,
    async () => {
      const escalations = await memory.escalations(project.id);
      return triage({ project, normalised, delta, checkpoint, escalations, today: dayIn(now, project.timeZone), recovering: (pulse?.failures ?? 0) > 0 });
    },
    (out) => out.tell.length,
  );
  report.idle = triaged.evaluate === null;
  if (triaged.evaluate === null) return "done";

  const evaluated = await evaluate({ project, fresh: normalised.fresh, now, stale: null, settings }, ports, run, report);
  if (!evaluated) return "left off";
  const offers = offer({ ...evaluated, checkpoint, now }, { ids, digest });
  await run(
    "record",
    normalised.fresh.issues.length,
    async () => record({ project: evaluated.project, checkpoint, delta, normalised, triaged, offers, now }, { memory, ids }),
    (out) => out.written,
  );
  return "done";
}

/** After enough failed reads in a row what leans on the source is recomputed as unknown; once, not at every further failure. */
async function greyWhenStale(input: Input, ports: CyclePorts, done: StageDone, report: ProjectCycle): Promise<"done" | "left off"> {
  const { project, pulse, now, settings } = input;
  const failures = (pulse?.failures ?? 0) + 1;
  if (failures !== settings.staleAfterCycles || !pulse?.lastReadAt) return "done";
  const stale = `Jira has not been read since ${pulse.lastReadAt.slice(0, 16).replace("T", " ")} UTC (${failures} cycles failed)`;
  const evaluated = await evaluate({ project, fresh: nothingFresh, now, stale, settings }, ports, createStageRunner(project, ports, done), report);
  return evaluated ? "done" : "left off";
}

function describe(error: unknown): { code: string; message: string } {
  return error instanceof AppError ? { code: error.code, message: error.message } : { code: "internal", message: messageOf(error) };
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
