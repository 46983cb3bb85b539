import type { AgentView } from "#app/agent.ts";
import type { Handlers } from "#app/handlers.ts";
import { version } from "#app/version.ts";
import type { AgentStatus } from "#contract/agent.ts";
import { budget } from "./settings.ts";
import type { Surroundings } from "./surroundings.ts";

export function agentHandlers(around: Surroundings): Pick<Handlers, "getHealth" | "getAgent" | "runCycle"> {
  const { config, context } = around;
  const { agent } = context;
  return {
    getHealth: async () => {
      const { state, heartbeatAt } = await agent.view();
      return { status: state === "error" ? "failing" : "ok", version, store: config.store.kind, heartbeatAt };
    },
    getAgent: async () => agentStatus(await agent.view(), around),
    runCycle: async () => agent.runCycle(),
  };
}

export function agentStatus(view: AgentView, { config, context: { clock, world }, nextCycleAt }: Surroundings): AgentStatus {
  return {
    ...view,
    ...world.describe(),
    nextCycleAt: nextCycleAt(),
    // No action can leave the workbench while there is no channel to send through.
    dryRun: true,
    budget,
    now: clock.now(),
    timeZone: world.demo?.timeZone ?? config.timeZone,
  };
}
