import type { ProjectCycle } from "#core/entities/cycle-report.ts";
import type { Facts } from "#core/entities/facts.ts";
import type { Project } from "#core/entities/project.ts";
import { hasCode } from "#core/errors.ts";
import type { Memory } from "#core/ports.ts";
import type { RuleSettings } from "#core/settings.ts";
import type { Instant } from "#core/time.ts";
import { decide, type Decided } from "./decide.ts";
import { execute } from "./execute.ts";
import { reason } from "./reason.ts";
import { StageFailure, type CyclePorts, type StageRunner } from "./run-stage.ts";
import { updateArtefacts } from "./update-artefacts.ts";

/** How often documents are computed afresh when the user changes what they rest on in that very moment. */
const attempts = 5;

type Evaluation = { project: Project; fresh: Facts; now: Instant; stale: string | null; settings: RuleSettings };

/** What the documents were saved for, and what was withheld; null when the project is not active any more. */
type Evaluated = { project: Project; withheld: Decided[] };

/**
 * The middle of the cycle: from facts to saved documents. When the user changes the project, a document or a question meanwhile,
 * nothing is saved, and it is concluded again from what they left: nobody's word is lost or overwritten unseen.
 */
export async function evaluate(input: Evaluation, ports: CyclePorts, run: StageRunner, report: ProjectCycle): Promise<Evaluated | null> {
  for (let attempt = 1; ; attempt++) {
    const project = await activeProject(input.project, ports.memory);
    if (!project) return null;
    try {
      return await evaluateOnce({ ...input, project }, ports, run, report);
    } catch (error) {
      const overtaken = error instanceof StageFailure && hasCode(error.cause, "condition-failed");
      if (!overtaken || attempt === attempts) throw error;
    }
  }
}

async function evaluateOnce(input: Evaluation, ports: CyclePorts, run: StageRunner, report: ProjectCycle): Promise<Evaluated> {
  const { project } = input;
  const { memory, ids } = ports;
  const reasoned = await run("reason", input.fresh.issues.length, async () => reason(input, { memory }), (out) => out.findings.length);
  report.findings = reasoned.findings.length;
  report.proposals = reasoned.proposals.length;
  const decided = await run("decide", reasoned.proposals.length, async () => decide({ project, proposals: reasoned.proposals }), (out) => out.length);
  report.verdicts = countAnswers(decided);
  const { updates, withheld } = await run("execute", decided.length, async () => execute({ decided }), (out) => out.updates.length);
  const updated = await run(
    "update-artefacts",
    updates.length,
    async () => updateArtefacts({ project, updates, reasoned }, { memory, ids }),
    (out) => out.changed.length,
  );
  report.changed = updated.changed;
  report.escalationsRaised = updated.raised;
  report.escalationsSuperseded = updated.superseded;
  return { project, withheld };
}

/** The project as it is now, which the user may have changed since the cycle began; null unless it is active. */
export async function activeProject({ id }: Project, memory: Memory): Promise<Project | null> {
  const project = await memory.project(id);
  return project?.status === "active" ? project : null;
}

function countAnswers(decided: readonly Decided[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { verdict } of decided) counts[verdict.answer] = (counts[verdict.answer] ?? 0) + 1;
  return counts;
}
