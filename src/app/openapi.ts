import * as z from "zod";
import { Problem } from "#contract/problem.ts";
import type { Route } from "#contract/route.ts";
import { routes } from "#contract/routes.ts";

type JsonSchema = { properties?: Record<string, unknown>; required?: string[] };

/** The OpenAPI 3.1 document of every declared route. */
export function openApi(version: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [name, route] of Object.entries<Route>(routes)) {
    const operations = (paths[route.path] ??= {});
    operations[route.method.toLowerCase()] = operation(name, route);
  }
  return {
    openapi: "3.1.0",
    info: { title: "Agentic PM Workbench", version, license: { name: "MIT", identifier: "MIT" } },
    paths,
    components: { schemas: { Problem: jsonSchema(Problem, "output") } },
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
      default: { description: "What is wrong, and what to do", content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } } },
    },
  };
}

function parametersIn(where: "path" | "query", schema: z.ZodType | undefined): Record<string, unknown>[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = jsonSchema(schema, "input") as JsonSchema;
  return Object.entries(properties).map(([name, property]) => ({ name, in: where, required: where === "path" || required.includes(name), schema: property }));
}

function jsonSchema(schema: z.ZodType, io: "input" | "output"): object {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return rest;
}
