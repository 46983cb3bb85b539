import * as z from "zod";
import { Day } from "#core/time.ts";

/** A fix version of the source: what milestones are made of. ("Version" alone means an artefact's or an item's.) */
export const Release = z.object({
  id: z.string(),
  name: z.string(),
  startOn: Day.nullable(),
  releaseOn: Day.nullable(),
  released: z.boolean(),
  archived: z.boolean(),
});
export type Release = z.infer<typeof Release>;
