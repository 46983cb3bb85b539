import * as z from "zod";
import { Coverage } from "#contract/artefacts.ts";
import { StreamMessage } from "#contract/events.ts";
import { Problem } from "#contract/problem.ts";
import { ProjectCard } from "#contract/projects.ts";
import type { Route } from "#contract/route.ts";
import { routes } from "#contract/routes.ts";
import { artefactContents } from "#core/entities/artefact.ts";
import { CycleReport } from "#core/entities/cycle-report.ts";
import { Escalation } from "#core/entities/escalation.ts";
import { Event } from "#core/entities/event.ts";
import { Issue } from "#core/entities/issue.ts";

/** Schemas that many answers share, or that people look for by name; all others are written where they are used. */
const named = {
  Problem,
  StreamMessage,
  Project: ProjectCard,
  DeliveryState: artefactContents.delivery_state,
  RaidLog: artefactContents.raid_log,
  BacklogSummary: artefactContents.backlog_summary,
  DecisionLog: artefactContents.decision_log,
  Coverage,
  CycleReport,
  Escalation,
  Event,
  Issue,
};

const names = z.registry<{ id: string }>();
for (const [id, schema] of Object.entries(named)) names.add(schema, { id });

const streamPath = {
  get: {
    operationId: "stream",
    summary: "Server-sent events: the data of each `changed` event is a StreamMessage, which says what to read again",
    responses: { 200: { description: "An endless stream", content: { "text/event-stream": { schema: { type: "string" } } } } },
  },
};

type JsonSchema = { properties?: Record<string, JsonSchema>; required?: string[]; description?: string };

/** The OpenAPI 3.1 document of every declared route. */
export function openApi(version: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = { "/api/stream": streamPath };
  for (const [name, route] of Object.entries<Route>(routes)) {
    const operations = (paths[route.path] ??= {});
    operations[route.method.toLowerCase()] = operation(name, route);
  }
  return {
    openapi: "3.1.0",
    info: { title: "Agentic PM Workbench", version, license: { name: "MIT", identifier: "MIT" } },
    paths,
    components: { schemas: components() },
  };
}

function operation(name: string, route: Route): Record<string, unknown> {
  const parameters = [...parametersIn("path", route.params), ...parametersIn("query", route.query)];
  return {
    operationId: name,
    summary: route.summary,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(route.body ? { requestBody: { required: true, content: { "application/json": { schema: jsonSchema(route.body, "input") } } } } : {}),
    responses: {
      [route.status ?? 200]: { description: "Done", content: { "application/json": { schema: jsonSchema(route.response, "output") } } },
      default: { description: "What is wrong, and what to do", content: { "application/problem+json": { schema: jsonSchema(Problem, "output") } } },
    },
  };
}

function parametersIn(where: "path" | "query", schema: z.ZodType | undefined): Record<string, unknown>[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = jsonSchema(schema, "input") as JsonSchema;
  return Object.entries(properties).map(([name, { description, ...property }]) => ({
    name,
    in: where,
    required: where === "path" || required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema: property,
  }));
}

function components(): Record<string, object> {
  const { schemas } = z.toJSONSchema(names, { io: "output", unrepresentable: "any", override: leaveOpen, uri: (id) => `${componentsAt}${id}` });
  return Object.fromEntries(Object.entries(schemas).map(([id, { $schema: _dialect, $id: _place, ...schema }]) => [id, schema]));
}

const componentsAt = "#/components/schemas/";

/** A schema by itself; what is named is referred to. */
function jsonSchema(schema: z.ZodType, io: "input" | "output"): object {
  const override = io === "output" ? leaveOpen : () => undefined;
  const { $schema: _dialect, $defs: _named, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any", override, metadata: names });
  return JSON.parse(JSON.stringify(rest).replaceAll("#/$defs/", componentsAt)) as object;
}

/** Answers may grow by new properties, and a client made from this document must bear that. */
function leaveOpen({ jsonSchema: written }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (written.additionalProperties === false) delete written.additionalProperties;
}
