import * as z from "zod";
import { Instant } from "#core/time.ts";

export const IntegrationName = z.enum(["jira", "outlook", "ses", "smtp", "model"]);
export type IntegrationName = z.infer<typeof IntegrationName>;

/** How a system outside is reached. Secrets are kept sealed and never leave in the clear. */
export const Integration = z.object({
  name: IntegrationName,
  settings: z.record(z.string(), z.string()),
  sealedSecrets: z.record(z.string(), z.string()),
  updatedAt: Instant,
  version: z.int().min(1),
});
export type Integration = z.infer<typeof Integration>;
