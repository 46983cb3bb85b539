import * as z from "zod";
import { Instant } from "#core/time.ts";

export const Sprint = z.object({
  id: z.int(),
  boardId: z.int().nullable(),
  name: z.string(),
  state: z.enum(["future", "active", "closed"]),
  goal: z.string().nullable(),
  startAt: Instant.nullable(),
  endAt: Instant.nullable(),
  completedAt: Instant.nullable(),
});
export type Sprint = z.infer<typeof Sprint>;
