import type { Handlers } from "#app/handlers.ts";
import { agentHandlers } from "./agent.ts";
import { artefactHandlers } from "./artefacts.ts";
import { escalationHandlers } from "./escalations.ts";
import { eventHandlers } from "./events.ts";
import { evidenceHandlers } from "./evidence.ts";
import { missionControlHandlers } from "./mission-control.ts";
import { projectHandlers } from "./projects.ts";
import { sessionHandlers } from "./session.ts";
import { settingsHandlers } from "./settings.ts";
import type { Surroundings } from "./surroundings.ts";

export function createHandlers(around: Surroundings): Handlers {
  return {
    ...agentHandlers(around),
    ...missionControlHandlers(around),
    ...projectHandlers(around),
    ...artefactHandlers(around),
    ...eventHandlers(around),
    ...escalationHandlers(around),
    ...evidenceHandlers(around),
    ...sessionHandlers(),
    ...settingsHandlers(around),
  };
}
