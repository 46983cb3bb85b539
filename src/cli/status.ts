import { parseArgs } from "node:util";
import { count } from "#core/text.ts";
import type { Api } from "./api.ts";
import { exit, type Command } from "./command.ts";

/** What runs, how the projects stand, what needs the user. */
export function statusCommand(api: Api): Command {
  return {
    name: "status",
    summary: "How the agent and the projects stand, and what needs you",
    usage: "npm run workbench -- status [--json]",
    run: async (args, io) => {
      const { values } = parseArgs({ args, options: { json: { type: "boolean" } } });
      const [agent, { projects }, { escalations }] = await Promise.all([api("getAgent"), api("listProjects"), api("listEscalations")]);
      if (values.json) {
        io.out(JSON.stringify({ agent, projects, escalations }));
        return exit.done;
      }
      io.out(`Agent: ${agent.state}. ${agent.detail}`);
      io.out(`Last heartbeat ${agent.heartbeatAt ?? "never"}; next cycle ${agent.nextCycleAt ?? "not planned"}.`);
      if (agent.demo) io.out(`Demo data; the simulated time is ${agent.now}.`);
      for (const project of projects) {
        const glance = project.glance ? `${project.glance.colour}: ${project.glance.because}` : "no delivery state yet";
        io.out(`\n${project.name} (${project.sourceKey}, ${project.status}, ${project.autonomy})\n  ${glance}`);
        if (project.pulse?.error) io.out(`  Not read: ${project.pulse.error.message}`);
      }
      io.out(`\n${escalations.length === 0 ? "Nothing needs you." : `${count(escalations.length, "question")} for you:`}`);
      for (const { question, options, defaultOption, defaultOn } of escalations) {
        const silence = options.find((option) => option.id === defaultOption)?.label ?? defaultOption;
        io.out(`  - ${question}\n    If you say nothing by ${defaultOn}: ${silence}`);
      }
      return exit.done;
    },
  };
}
