import type { Config } from "#app/config/config.ts";
import type { Context } from "#app/context.ts";
import type { Handlers } from "#app/handlers.ts";
import type { Instant } from "#core/time.ts";
import { agentHandlers } from "./agent.ts";
import { artefactHandlers } from "./artefacts.ts";
import { escalationHandlers } from "./escalations.ts";
import { eventHandlers } from "./events.ts";
import { evidenceHandlers } from "./evidence.ts";
import { projectHandlers } from "./projects.ts";

/** What handlers are made of. */
export type Surroundings = { config: Config; context: Context; nextCycleAt: () => Instant | null };

export function createHandlers(around: Surroundings): Handlers {
  return {
    ...agentHandlers(around),
    ...projectHandlers(around),
    ...artefactHandlers(around),
    ...eventHandlers(around),
    ...escalationHandlers(around),
    ...evidenceHandlers(around),
  };
}
