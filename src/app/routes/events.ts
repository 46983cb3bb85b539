import type { Handlers } from "#app/handlers.ts";
import { listEvents, listProjectEvents } from "#store/entities/event.ts";
import type { Surroundings } from "./surroundings.ts";

export function eventHandlers({ context }: Surroundings): Pick<Handlers, "listEvents"> {
  const { store, clock } = context;
  return {
    listEvents: async ({ query }) => {
      const { project, ...filters } = query;
      if (project !== undefined) return listProjectEvents(store, { ...filters, projectId: project });
      return listEvents(store, { ...filters, today: clock.now().slice(0, 10) });
    },
  };
}
