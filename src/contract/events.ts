import * as z from "zod";
import { Event, EventSeverity, EventType } from "#core/entities/event.ts";
import type { Instant } from "#core/time.ts";
import { declareRoutes } from "./route.ts";

const Since = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2}))?$/, "must be a day such as 2015-03-16 or a time such as 2015-03-16T09:00:00Z")
  .refine((text) => !Number.isNaN(Date.parse(text)), "must be a day or a time that exists")
  .transform((text): Instant => new Date(text).toISOString());

export const eventRoutes = declareRoutes({
  listEvents: {
    method: "GET",
    path: "/api/events",
    summary: "The activity feed, newest first; of one project, or of all",
    query: z.object({
      project: z.uuid().optional(),
      type: EventType.optional(),
      severity: EventSeverity.optional(),
      since: Since.describe("Nothing older than this: a day, or an ISO time with its offset").optional(),
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
