import type { CycleReport, ProjectCycle } from "#core/entities/cycle-report.ts";
import type { Event } from "#core/entities/event.ts";
import type { Heartbeat, ProjectPulse } from "#core/entities/heartbeat.ts";
import type { Project } from "#core/entities/project.ts";
import type { Ids, Save, Usage } from "#core/ports.ts";
import type { RuleSettings } from "#core/settings.ts";
import type { Instant } from "#core/time.ts";
import { runProjectCycle } from "./project-cycle.ts";
import type { CyclePorts } from "./run-stage.ts";
import { stages } from "./stages.ts";

type Input = {
  /** The active ones: paused projects are not polled. */
  projects: readonly Project[];
  settings: RuleSettings;
  /** Real time, for the heartbeat. */
  heartbeatAt: Instant;
};

/** One cycle over all active projects. One project's failure does not stop the others. Callers see to it that cycles never overlap. */
export async function runCycle(input: Input, ports: CyclePorts & { usage: () => Usage }): Promise<CycleReport> {
  const startedAt = ports.clock.now();
  const id = ports.ids.ulid(startedAt);
  const before = ports.usage();
  const last = await ports.memory.heartbeat();
  const tally = stages.map(({ name }) => ({ name, ms: 0, in: 0, out: 0 }));
  const reports: ProjectCycle[] = [];
  const pulses: Heartbeat["projects"] = { ...last?.projects };
  const outcomes: Event[] = [];

  for (const project of input.projects) {
    if (ports.stopping.aborted) break;
    const pulse = last?.projects[project.id] ?? null;
    const now = ports.clock.now();
    const report = await runProjectCycle({ project, pulse, now, settings: input.settings }, ports, (name, ms, into, out) => {
      for (const row of tally) {
        if (row.name !== name) continue;
        row.ms += ms;
        row.in += into;
        row.out += out;
      }
    });
    if (report === null) continue;
    reports.push(report);
    pulses[project.id] = nextPulse(pulse, report, now);
    outcomes.push(...outcomeEvents(project, pulse, report, now, ports.ids));
  }
  // In one: a failure told without its pulse would be told again.
  await ports.memory.saveTogether([
    ...outcomes.map((event): Save => ({ kind: "event", event })),
    { kind: "heartbeat", heartbeat: { at: input.heartbeatAt, cycleId: id, projects: pulses } },
  ]);

  const after = ports.usage();
  const sum = (of: (report: ProjectCycle) => number): number => reports.reduce((total, report) => total + of(report), 0);
  return {
    id,
    startedAt,
    finishedAt: ports.clock.now(),
    stages: tally.map((row) => ({ ...row, ms: Math.round(row.ms * 10) / 10 })),
    signals: sum((report) => report.signals),
    findings: sum((report) => report.findings),
    proposals: sum((report) => report.proposals),
    verdicts: sum((report) => Object.values(report.verdicts).reduce((a, b) => a + b, 0)),
    changes: sum((report) => report.changed.length),
    modelCalls: 0,
    store: {
      requests: after.requests - before.requests,
      readUnits: after.readUnits - before.readUnits,
      writeUnits: after.writeUnits - before.writeUnits,
    },
    projects: reports,
  };
}

function nextPulse(pulse: ProjectPulse | null, report: ProjectCycle, now: Instant): ProjectPulse {
  const { failed } = report;
  if (!failed) return { lastReadAt: now, failures: 0, error: null };
  return {
    lastReadAt: pulse?.lastReadAt ?? null,
    // A cycle that read and then failed is no failed read.
    failures: (pulse?.failures ?? 0) + (failed.stage === "detect" ? 1 : 0),
    error: { code: failed.code, message: failed.message },
  };
}

/** A failure is told when it begins or changes its reason, not at every cycle it lasts. */
function outcomeEvents(project: Project, pulse: ProjectPulse | null, report: ProjectCycle, now: Instant, ids: Ids): Event[] {
  const base = { id: ids.ulid(now), projectId: project.id, at: now, actor: "agent" as const, evidence: [] };
  const { failed } = report;
  if (failed && failed.code !== pulse?.error?.code) {
    const title = `${project.name} could not be brought up to date: ${failed.message}`;
    const detail = `Stage ${failed.stage}, ${failed.code}. What was known stays as it was; the next cycle tries again from the same place.`;
    return [{ ...base, type: "cycle.failed", severity: "error", title, detail }];
  }
  if (!failed && pulse?.error) {
    const title = `${project.name} is up to date again`;
    return [{ ...base, type: "cycle.recovered", severity: "notice", title, detail: null }];
  }
  return [];
}
