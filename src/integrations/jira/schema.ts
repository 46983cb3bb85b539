import * as z from "zod";
import { cleanText } from "./text.ts";
import { toDay, toInstant } from "./time.ts";

/** Only what we read of Jira's bodies; whatever else they hold is left alone, and everything may be absent or null. */

const Text = z.string().transform(cleanText);
const Id = z.union([z.string(), z.number()]).transform((id) => cleanText(String(id)));
const WholeNumber = z.union([z.int(), z.string().regex(/^\d{1,15}$/).transform(Number)]);

const Time = z.union([z.string(), z.number()]).transform((value, context) => {
  const instant = toInstant(value);
  if (instant !== null) return instant;
  context.addIssue({ code: "custom", message: "is not a time" });
  return z.NEVER;
});

const CalendarDay = z.union([z.string(), z.number()]).transform((value, context) => {
  const day = toDay(value);
  if (day !== null) return day;
  context.addIssue({ code: "custom", message: "is not a day" });
  return z.NEVER;
});

const User = z.object({
  accountId: Text.nullish(),
  key: Text.nullish(),
  name: Text.nullish(),
  displayName: Text.nullish(),
});
export type User = z.infer<typeof User>;

const Status = z.object({ id: Id.nullish(), name: Text.nullish(), statusCategory: z.object({ key: Text.nullish() }).nullish() });
export type Status = z.infer<typeof Status>;
export const Statuses = z.array(Status);

export const Priorities = z.array(z.object({ name: Text }));

export const Fields = z.array(
  z.object({
    id: Text,
    name: Text.nullish(),
    untranslatedName: Text.nullish(),
    schema: z.object({ custom: Text.nullish() }).nullish(),
  }),
);
export type Fields = z.infer<typeof Fields>;

export const Myself = z.object({ accountId: Text.nullish(), displayName: Text.nullish(), timeZone: Text.nullish() });

export const Board = z.object({ id: WholeNumber, type: Text.nullish() });
export type Board = z.infer<typeof Board>;

/** From an agile body, from the sprint field of an issue, or parsed out of the field's old string form. */
export const SprintBody = z.object({
  id: WholeNumber,
  name: Text.nullish(),
  state: Text.transform((state) => state.toLowerCase()).pipe(z.enum(["future", "active", "closed"])),
  goal: Text.nullish(),
  startDate: Time.nullish(),
  endDate: Time.nullish(),
  completeDate: Time.nullish(),
  originBoardId: WholeNumber.nullish(),
  boardId: WholeNumber.nullish(),
  rapidViewId: WholeNumber.nullish(),
});
export type SprintBody = z.infer<typeof SprintBody>;

export const ReleaseBody = z.object({
  id: Id,
  name: Text.nullish(),
  startDate: CalendarDay.nullish(),
  releaseDate: CalendarDay.nullish(),
  released: z.boolean().nullish(),
  archived: z.boolean().nullish(),
});
export type ReleaseBody = z.infer<typeof ReleaseBody>;

export const ProjectPage = z.object({ values: z.array(z.object({ key: Text, name: Text.nullish() })) });

/** One page of an offset-paged list. */
export const OffsetPage = z.object({
  values: z.array(z.unknown()),
  startAt: z.int().nullish(),
  total: z.int().nullish(),
  isLast: z.boolean().nullish(),
});
export type OffsetPage = z.infer<typeof OffsetPage>;

/** A page without any of the three members is no search answer at all, however valid its JSON. */
export const SearchPage = z
  .object({ issues: z.array(z.unknown()).nullish(), nextPageToken: z.string().nullish(), isLast: z.boolean().nullish() })
  .refine((page) => page.issues != null || page.nextPageToken != null || page.isLast != null, "holds no issues");

export const CommentPage = z.object({ comments: z.array(z.unknown()), total: z.int().nullish() });

export const CommentBody = z.object({ id: Id, author: User.nullish(), created: Time, body: z.unknown().optional() });
export type CommentBody = z.infer<typeof CommentBody>;

/** Under names of ours, because `toString` is a name every object inherits. */
const ChangedItem = z.preprocess(
  (raw) => {
    if (typeof raw !== "object" || raw === null) return raw;
    const item = raw as Record<string, unknown>;
    return {
      field: item["field"],
      fieldId: item["fieldId"],
      fromId: item["from"],
      fromText: item["fromString"],
      toId: item["to"],
      toText: Object.hasOwn(item, "toString") ? item["toString"] : null,
    };
  },
  z.object({
    field: Text.nullish(),
    fieldId: Text.nullish(),
    fromId: Text.nullish(),
    fromText: Text.nullish(),
    toId: Text.nullish(),
    toText: Text.nullish(),
  }),
);
export type ChangedItem = z.infer<typeof ChangedItem>;

export const HistoryBody = z.object({ id: Id, created: Time, author: User.nullish(), items: z.array(ChangedItem).nullish() });
export type HistoryBody = z.infer<typeof HistoryBody>;

export const EmbeddedChangelog = z.object({ histories: z.array(z.unknown()), total: z.int() });

const LinkedIssue = z.object({
  key: Text,
  fields: z.object({ summary: Text.nullish(), status: Status.nullish() }).nullish(),
});

export const IssueEnvelope = z.object({
  id: Id.nullish(),
  key: Text.pipe(z.string().min(1).max(255)),
  fields: z.record(z.string(), z.unknown()).nullish(),
  changelog: z.unknown().optional(),
});

/** The fields we ask for. `sprintFields` and `flagFields` are the site's custom fields of those kinds, gathered under one name. */
export const IssueFields = z.object({
  summary: Text.nullish(),
  description: z.unknown().optional(),
  issuetype: z
    .object({ name: Text.nullish(), untranslatedName: Text.nullish(), subtask: z.boolean().nullish(), hierarchyLevel: z.number().nullish() })
    .nullish(),
  status: Status.nullish(),
  priority: z.object({ name: Text.nullish() }).nullish(),
  assignee: User.nullish(),
  reporter: User.nullish(),
  created: Time.nullish(),
  updated: Time.nullish(),
  resolutiondate: Time.nullish(),
  duedate: CalendarDay.nullish(),
  labels: z.array(Text).nullish(),
  fixVersions: z.array(z.object({ id: Id })).nullish(),
  issuelinks: z
    .array(
      z.object({
        type: z.object({ name: Text.nullish(), inward: Text.nullish(), outward: Text.nullish() }).nullish(),
        inwardIssue: LinkedIssue.nullish(),
        outwardIssue: LinkedIssue.nullish(),
      }),
    )
    .nullish(),
  comment: z.object({ comments: z.array(z.unknown()).nullish(), total: z.int().nullish() }).nullish(),
  sprint: z.unknown().optional(),
  closedSprints: z.unknown().optional(),
  sprintFields: z.array(z.unknown()).nullish(),
  flagged: z.boolean().nullish(),
  flagFields: z.array(z.unknown()).nullish(),
});
export type IssueFields = z.infer<typeof IssueFields>;
