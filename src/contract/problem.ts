import * as z from "zod";

/** application/problem+json (RFC 9457) with our stable `code`. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  /** For invalid input: where and what. */
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** For a stale version (409): the item as it is now. */
  current: z.unknown().optional(),
  retry: z.boolean(),
});
export type Problem = z.infer<typeof Problem>;
