import * as z from "zod";
import { Instant } from "#core/time.ts";
import { ActionType } from "./action.ts";

/** The hold time a type of action has earned in a project; a higher tier is a shorter hold. */
export const Graduation = z.object({
  projectId: z.uuid(),
  actionType: ActionType,
  tier: z.int().min(0).max(3),
  /** Consecutive attended approvals; one after an edit counts half. */
  approvals: z.number().min(0).multipleOf(0.5),
  updatedAt: Instant,
  version: z.int().min(1),
});
export type Graduation = z.infer<typeof Graduation>;
