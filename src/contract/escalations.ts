import * as z from "zod";
import { Decision } from "#core/entities/decision-log.ts";
import { Escalation, EscalationStatus } from "#core/entities/escalation.ts";
import { ProjectId } from "./projects.ts";
import { declareRoutes } from "./route.ts";

const One = z.object({ id: z.uuid(), eid: z.string().max(100) });

export const escalationRoutes = declareRoutes({
  listEscalations: {
    method: "GET",
    path: "/api/escalations",
    summary: "Escalations by status, oldest first while pending, newest first once decided or superseded",
    query: z.object({
      status: EscalationStatus.default("pending"),
      project: z.uuid().optional(),
      limit: z.coerce.number().int().min(1).max(200).default(100),
      cursor: z.string().optional(),
    }),
    response: z.object({ escalations: z.array(Escalation), cursor: z.string().nullable() }),
  },
  listProjectEscalations: {
    method: "GET",
    path: "/api/projects/{id}/escalations",
    summary: "All escalations of a project, newest first",
    params: ProjectId,
    response: z.object({ escalations: z.array(Escalation) }),
  },
  getEscalation: {
    method: "GET",
    path: "/api/projects/{id}/escalations/{eid}",
    summary: "One escalation",
    params: One,
    response: Escalation,
  },
  decideEscalation: {
    method: "POST",
    path: "/api/projects/{id}/escalations/{eid}/decide",
    summary: "Decide: the answer and its entry in the decision log are saved together or not at all",
    params: One,
    body: z.strictObject({
      option: z.string(),
      notes: z.string().max(4000, "must be at most 4000 characters").default(""),
      version: z.int().min(1),
    }),
    response: z.object({ escalation: Escalation, decision: Decision }),
  },
});
