import * as z from "zod";
import { Event, EventSeverity, EventType } from "#core/entities/event.ts";
import { Moment } from "./moment.ts";
import { declareRoutes } from "./route.ts";

export const eventRoutes = declareRoutes({
  listEvents: {
    method: "GET",
    path: "/api/events",
    summary: "The activity feed, newest first; of one project, or of all",
    query: z.object({
      project: z.uuid().optional(),
      type: EventType.optional(),
      severity: EventSeverity.optional(),
      since: Moment.describe("Nothing older than this: a day, or an ISO time with its offset").optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      cursor: z.string().optional(),
    }),
    response: z.object({ events: z.array(Event), cursor: z.string().nullable() }),
  },
});

/** What /api/stream sends as the data of each `changed` message: which lists a page should read again. */
export const StreamMessage = z.object({
  topics: z.array(z.enum(["agent", "projects", "artefacts", "events", "escalations"])),
  projectId: z.string().nullable(),
});
export type StreamMessage = z.infer<typeof StreamMessage>;
