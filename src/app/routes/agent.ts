import type { Handlers } from "#app/handlers.ts";
import { version } from "#app/version.ts";
import { budget } from "./settings.ts";
import type { Surroundings } from "./surroundings.ts";

export function agentHandlers({ config, context, nextCycleAt }: Surroundings): Pick<Handlers, "getHealth" | "getAgent" | "runCycle"> {
  const { agent, clock, world } = context;
  return {
    getHealth: async () => {
      const { state, heartbeatAt } = await agent.view();
      return { status: state === "error" ? "failing" : "ok", version, store: "sqlite", heartbeatAt };
    },
    getAgent: async () => ({
      ...(await agent.view()),
      ...world.describe(),
      nextCycleAt: nextCycleAt(),
      // Nothing can leave the machine while there is no channel to send through.
      dryRun: true,
      budget,
      now: clock.now(),
      timeZone: world.demo?.timeZone ?? config.timeZone,
    }),
    runCycle: async () => agent.runCycle(),
  };
}
