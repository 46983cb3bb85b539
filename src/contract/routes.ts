import type * as z from "zod";
import { agentRoutes } from "./agent.ts";
import { artefactRoutes } from "./artefacts.ts";
import { escalationRoutes } from "./escalations.ts";
import { eventRoutes } from "./events.ts";
import { evidenceRoutes } from "./evidence.ts";
import { missionControlRoutes } from "./mission-control.ts";
import { projectRoutes } from "./projects.ts";
import { sessionRoutes } from "./session.ts";
import { settingsRoutes } from "./settings.ts";

/** Every route there is, by name. The server registers just these, the clients call just these, and openapi.json is made of them. */
export const routes = {
  ...agentRoutes,
  ...missionControlRoutes,
  ...projectRoutes,
  ...artefactRoutes,
  ...eventRoutes,
  ...escalationRoutes,
  ...evidenceRoutes,
  ...sessionRoutes,
  ...settingsRoutes,
};
export type Routes = typeof routes;
export type RouteName = keyof Routes;

type InferOr<S, Otherwise> = S extends z.ZodType ? z.output<S> : Otherwise;
type InputOr<S, Otherwise> = S extends z.ZodType ? z.input<S> : Otherwise;

export type PathParams<N extends RouteName> = Routes[N] extends { params: infer S } ? InferOr<S, Record<never, never>> : Record<never, never>;
export type QueryOf<N extends RouteName> = Routes[N] extends { query: infer S } ? InferOr<S, Record<never, never>> : Record<never, never>;
export type QueryInput<N extends RouteName> = Routes[N] extends { query: infer S } ? InputOr<S, Record<never, never>> : Record<never, never>;
export type BodyOf<N extends RouteName> = Routes[N] extends { body: infer S } ? InferOr<S, undefined> : undefined;
export type BodyInput<N extends RouteName> = Routes[N] extends { body: infer S } ? InputOr<S, undefined> : undefined;
export type ResponseOf<N extends RouteName> = z.output<Routes[N]["response"]>;
