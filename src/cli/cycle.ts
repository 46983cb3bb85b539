import { parseArgs } from "node:util";
import { artefactTitles } from "#core/artefacts/versions.ts";
import type { CycleReport } from "#core/entities/cycle-report.ts";
import { count } from "#core/text.ts";
import type { Api } from "./api.ts";
import { exit, type Command, type Io } from "./command.ts";

const lookEveryMs = 500;

/** Runs one cycle in the running workbench and shows how far it is. */
export function cycleCommand(api: Api): Command {
  return {
    name: "cycle",
    summary: "Run one cycle now and report what it did",
    usage: "npm run workbench -- cycle [--json]",
    run: async (args, io) => {
      const { values } = parseArgs({ args, options: { json: { type: "boolean" } } });
      const report = await watching(api, io, api("runCycle"));
      if (values.json) io.out(JSON.stringify(report));
      else for (const line of linesOf(report)) io.out(line);
      return report.projects.some((project) => project.failed) ? exit.failed : exit.done;
    },
  };
}

/** Tells on `err` what the cycle is at, until it is over. */
async function watching(api: Api, io: Io, cycle: Promise<CycleReport>): Promise<CycleReport> {
  const over = cycle.then(
    () => true,
    () => true,
  );
  let told = "";
  while (!(await Promise.race([over, new Promise<false>((resolve) => setTimeout(resolve, lookEveryMs, false))]))) {
    const { progress } = await api("getAgent");
    if (!progress) continue;
    const line = `${progress.projectName}: ${progress.stage}${progress.done > 0 ? ` ${progress.done}${progress.total ? ` of ${progress.total}` : ""}` : ""}`;
    if (line !== told) io.err(line);
    told = line;
  }
  return cycle;
}

function linesOf(report: CycleReport): string[] {
  const ms = report.stages.reduce((total, stage) => total + stage.ms, 0);
  const head = `Cycle ${report.id}: ${Math.round(ms)} ms, ${count(report.signals, "signal")}, ${count(report.findings, "finding")}, ${count(report.changes, "artefact change")}, ${count(report.store.requests, "store request")}.`;
  const projects = report.projects.map((project) => {
    if (project.failed) return `  ${project.name}: failed in ${project.failed.stage}: ${project.failed.message}`;
    if (project.idle) return `  ${project.name}: nothing changed`;
    const raised = project.escalationsRaised > 0 ? `, ${count(project.escalationsRaised, "new question")} for you` : "";
    return `  ${project.name}: ${project.changed.length === 0 ? "no artefact changed" : `updated ${project.changed.map((type) => artefactTitles[type]).join(", ")}`}${raised}`;
  });
  return [head, ...projects];
}
