import * as z from "zod";
import { Instant } from "#core/time.ts";
import { agentRoutes } from "./agent.ts";
import { escalationRoutes } from "./escalations.ts";
import { eventRoutes } from "./events.ts";
import { projectRoutes } from "./projects.ts";
import { declareRoutes } from "./route.ts";

/**
 * What the first page shows, each part as its own route answers it. `events` reaches back over today and yesterday (UTC), to 200
 * of them: `from` is the time from which on nothing that happened is missing. Its cursor leads on in /api/events.
 */
const MissionControl = z.object({
  agent: agentRoutes.getAgent.response,
  projects: projectRoutes.listProjects.response,
  pending: escalationRoutes.listEscalations.response,
  events: eventRoutes.listEvents.response.extend({ from: Instant }),
});

export const missionControlRoutes = declareRoutes({
  getMissionControl: {
    method: "GET",
    path: "/api/mission-control",
    summary: "Agent, projects, pending escalations and what happened lately, in one answer",
    response: MissionControl,
  },
});
