import type { Handlers } from "#app/handlers.ts";
import { addDays } from "#core/time.ts";
import { listEscalations } from "#store/entities/escalation.ts";
import { listEvents } from "#store/entities/event.ts";
import { listProjects } from "#store/entities/project.ts";
import { getStanding } from "#store/entities/standing.ts";
import { agentStatus } from "./agent.ts";
import { projectCards } from "./project-card.ts";
import type { Surroundings } from "./surroundings.ts";

/** As many as are read at once; more are said to be there, and read on request. */
const eventsAtOnce = 200;
const escalationsAtOnce = 200;

/** Today and the day before reach back over the last 24 hours, whatever the time of day. */
const daysOfEvents = 2;

/** At most six requests to the store, however many projects there are. */
export function missionControlHandlers(around: Surroundings): Pick<Handlers, "getMissionControl"> {
  const { store, clock, agent } = around.context;
  return {
    getMissionControl: async () => {
      const today = clock.now().slice(0, 10);
      const [active, paused, pending, recent] = await Promise.all([
        listProjects(store, { status: "active" }),
        listProjects(store, { status: "paused" }),
        listEscalations(store, { status: "pending", limit: escalationsAtOnce }),
        listEvents(store, { today, limit: eventsAtOnce, days: daysOfEvents }),
      ]);
      const projects = [...active, ...paused];
      const projectIds = projects.map(({ id }) => id);
      const { states, heartbeat } = await getStanding(store, { projectIds });
      const view = await agent.view({ heartbeat: async () => heartbeat, pausedProjects: async () => paused });
      // Of a full page nothing is known past its last event; otherwise both days were read to their end.
      const last = recent.events[eventsAtOnce - 1];
      return {
        agent: agentStatus(view, around),
        projects: { projects: projectCards(projects, states, heartbeat) },
        // An archived project asks nothing of anyone.
        pending: { ...pending, escalations: pending.escalations.filter((one) => projectIds.includes(one.projectId)) },
        events: { ...recent, from: last?.at ?? `${addDays(today, 1 - daysOfEvents)}T00:00:00.000Z` },
      };
    },
  };
}
