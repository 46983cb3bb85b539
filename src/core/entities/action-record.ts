import * as z from "zod";
import { Instant } from "#core/time.ts";
import { ActionType, Effect, Grounds } from "./action.ts";
import { Verdict } from "./proposal.ts";

/** A proposal, the verdict on it and what came of it, for the user to read. Written once and never changed. */
export const ActionRecord = z.object({
  id: z.string(),
  projectId: z.uuid(),
  at: Instant,
  type: ActionType,
  ...Grounds.shape,
  verdict: Verdict,
  /** The held action it became, where the verdict was to hold it. */
  heldActionId: z.string().nullable(),
  effect: Effect.nullable(),
});
export type ActionRecord = z.infer<typeof ActionRecord>;
