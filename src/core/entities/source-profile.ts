import * as z from "zod";

/** What holds for a whole source as this project sees it. Priorities stand highest first, in the site's own order. */
export const SourceProfile = z.object({
  source: z.enum(["jira"]),
  priorities: z.array(z.string()),
  accountTimeZone: z.string(),
  boardIds: z.array(z.int()),
});
export type SourceProfile = z.infer<typeof SourceProfile>;
