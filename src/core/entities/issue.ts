import * as z from "zod";
import { Day, Instant } from "#core/time.ts";

/** Jira's status categories; `unknown` where the source names none. */
export const StatusCategory = z.enum(["new", "indeterminate", "done", "unknown"]);
export type StatusCategory = z.infer<typeof StatusCategory>;

export const Person = z.object({ id: z.string(), name: z.string() });
export type Person = z.infer<typeof Person>;

/** The fields whose history the rules read. Everything else a changelog holds is left in the source. */
export const HistoryField = z.enum(["status", "sprint", "assignee", "priority", "flagged", "due", "release", "resolution", "link"]);
export type HistoryField = z.infer<typeof HistoryField>;

/**
 * One field moved once. `from` and `to` are what a person would read (status name, person's name, priority name);
 * for `sprint` they are comma-separated sprint ids, for `due` days, for `link` the relation and the other key: "is blocked by A-1". Categories are present on `status` entries only.
 */
export const HistoryEntry = z.object({
  id: z.string(),
  at: Instant,
  by: z.string().nullable(),
  field: HistoryField,
  from: z.string().nullable(),
  to: z.string().nullable(),
  fromCategory: StatusCategory.optional(),
  toCategory: StatusCategory.optional(),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

/** A link as read from this issue: `relation` is the phrase on this side ("is blocked by", "blocks", "relates to"). */
export const IssueLink = z.object({
  relation: z.string(),
  key: z.string(),
  summary: z.string().nullable(),
  statusCategory: StatusCategory,
});
export type IssueLink = z.infer<typeof IssueLink>;

export const Comment = z.object({ id: z.string(), by: z.string().nullable(), at: Instant, text: z.string() });
export type Comment = z.infer<typeof Comment>;

/** What we hold to be so of one issue now. Text is plain; times are UTC; history is oldest first. */
export const Issue = z.object({
  key: z.string(),
  externalId: z.string(),
  url: z.string().nullable(),
  summary: z.string(),
  description: z.string(),
  type: z.string(),
  isSubtask: z.boolean(),
  isEpic: z.boolean(),
  status: z.string(),
  statusCategory: StatusCategory,
  priority: z.string().nullable(),
  assignee: Person.nullable(),
  reporter: Person.nullable(),
  createdAt: Instant,
  updatedAt: Instant,
  resolvedAt: Instant.nullable(),
  dueOn: Day.nullable(),
  labels: z.array(z.string()),
  sprintIds: z.array(z.int()),
  releaseIds: z.array(z.string()),
  links: z.array(IssueLink),
  flagged: z.boolean(),
  history: z.array(HistoryEntry),
  commentCount: z.int(),
  latestComment: Comment.nullable(),
});
export type Issue = z.infer<typeof Issue>;
