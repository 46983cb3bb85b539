import * as z from "zod";
import { RuleSettings } from "#core/settings.ts";
import { Instant } from "#core/time.ts";
import { declareRoutes } from "./route.ts";

/** What models may cost in a calendar month and have cost so far; `model` is null while none is connected. */
export const Budget = z.object({ model: z.string().nullable(), monthLimitMicroUsd: z.int(), monthSpentMicroUsd: z.int() });
export type Budget = z.infer<typeof Budget>;

/** What the workbench runs with now. */
export const Settings = z.object({ cycleMinutes: z.number(), timeZone: z.string(), rules: RuleSettings });
export type Settings = z.infer<typeof Settings>;

/** A system the workbench reads; never its secrets. `error` is the last thing that went wrong with it, while it lasts. */
export const Integration = z.object({
  name: z.string(),
  configured: z.boolean(),
  where: z.string(),
  lastReadAt: Instant.nullable(),
  error: z.string().nullable(),
});
export type Integration = z.infer<typeof Integration>;

export const settingsRoutes = declareRoutes({
  getBudget: { method: "GET", path: "/api/budget", summary: "What models may cost and have cost this month", response: Budget },
  getSettings: { method: "GET", path: "/api/settings", summary: "The settings in force", response: Settings },
  listIntegrations: {
    method: "GET",
    path: "/api/integrations",
    summary: "The systems the workbench reads, and how that goes",
    response: z.object({ integrations: z.array(Integration) }),
  },
});
