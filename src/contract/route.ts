import type * as z from "zod";

/** A declared HTTP route: schemas for what goes in and what comes out. */
export type Route = {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** With parameters in braces: /api/projects/{id}. */
  path: `/api/${string}`;
  summary: string;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  /** Status of a success; 200 unless said. */
  status?: number;
  response: z.ZodType;
};

/** Keeps each route's own schema types while checking the shape. */
export function declareRoutes<const R extends Record<string, Route>>(declared: R): R {
  return declared;
}
