import * as z from "zod";
import { EvidenceId } from "#core/evidence.ts";
import { Instant } from "#core/time.ts";

/** The closed catalogue: what is not in it is never proposed, held or carried out. */
export const ActionType = z.enum([
  "artefact_update", "notification_internal", "jira_comment", "jira_status_change", "email_stakeholder",
  "email_external", "jira_create_ticket", "scope_change", "milestone_change",
]);
export type ActionType = z.infer<typeof ActionType>;

/** What an executed action did to the outside world: what the channel calls the comment, transition or message it made. */
export const Effect = z.object({ at: Instant, externalId: z.string() });
export type Effect = z.infer<typeof Effect>;

/** Why an action is proposed, whatever becomes of it. */
export const Grounds = z.object({
  /** What it would do, in one line. */
  what: z.string(),
  rationale: z.string(),
  evidence: z.array(EvidenceId),
});
export type Grounds = z.infer<typeof Grounds>;
