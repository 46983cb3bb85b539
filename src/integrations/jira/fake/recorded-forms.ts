import * as z from "zod";
import { readJiraTime } from "./jira-time.ts";

/** The recorded forms: agile issues, REST v2 issues with changelog, and Jira Cloud answers. Only what the fake serves is read. */
const Time = z.string().transform((text, context) => {
  const instant = readJiraTime(text);
  if (instant !== null) return instant;
  context.addIssue({ code: "custom", message: `${JSON.stringify(text)} is not a time` });
  return z.NEVER;
});

const Id = z.union([z.string(), z.int()]).transform(String);
const Day = z.string().transform((text) => text.slice(0, 10));
const RawNamed = z.object({ id: Id, name: z.string() });

const RawStatus = RawNamed.extend({
  description: z.string().nullish(),
  statusCategory: z.object({ id: z.int(), key: z.string(), colorName: z.string(), name: z.string() }).nullish(),
});

const RawType = RawNamed.extend({ subtask: z.boolean().nullish(), hierarchyLevel: z.int().nullish() });

const RawUser = z.object({
  accountId: z.string().nullish(),
  key: z.string().nullish(),
  name: z.string().nullish(),
  displayName: z.string().nullish(),
  active: z.boolean().nullish(),
});

/** Without id where none was set: Titanium writes an unset priority as {"name": null, "id": null}. */
const RawPriority = z.object({ id: Id.nullish(), name: z.string().nullish() });

const RawNeighbour = z.object({
  id: Id,
  key: z.string(),
  fields: z.object({ summary: z.string(), status: RawStatus, priority: RawPriority.nullish(), issuetype: RawType }),
});

const RawLink = z.object({
  id: Id,
  type: RawNamed.extend({ inward: z.string(), outward: z.string() }),
  inwardIssue: RawNeighbour.nullish(),
  outwardIssue: RawNeighbour.nullish(),
});

const RawComment = z.object({
  id: Id,
  author: RawUser.nullish(),
  body: z.string().nullish(),
  created: Time,
  updated: Time.nullish(),
});

export const RawSprint = z.object({
  id: z.coerce.number().int(),
  name: z.string(),
  state: z.string().transform((state) => state.toLowerCase()).pipe(z.enum(["future", "active", "closed"])),
  goal: z.string().nullish(),
  startDate: Time.nullish(),
  endDate: Time.nullish(),
  completeDate: Time.nullish(),
  originBoardId: z.coerce.number().int().nullish(),
});

export const RawVersion = RawNamed.extend({
  project: z.string().nullish(),
  description: z.string().nullish(),
  startDate: Day.nullish(),
  releaseDate: Day.nullish(),
  released: z.boolean().default(false),
  archived: z.boolean().default(false),
});

const RawHistory = z.object({
  id: Id,
  author: RawUser.nullish(),
  created: Time,
  items: z.array(z.record(z.string(), z.unknown())),
});

export const RawIssue = z.object({
  id: Id,
  key: z.string().regex(/^\S+-\d+$/),
  fields: z.looseObject({
    project: RawNamed.extend({ key: z.string() }),
    created: Time,
    updated: Time,
    summary: z.string(),
    description: z.string().nullish(),
    issuetype: RawType,
    status: RawStatus,
    priority: RawPriority.nullish(),
    resolution: RawNamed.nullish(),
    resolutiondate: Time.nullish(),
    duedate: Day.nullish(),
    labels: z.array(z.string()).default([]),
    flagged: z.boolean().nullish(),
    assignee: RawUser.nullish(),
    reporter: RawUser.nullish(),
    creator: RawUser.nullish(),
    sprint: RawSprint.nullish(),
    closedSprints: z.array(RawSprint).nullish(),
    fixVersions: z.array(RawVersion).default([]),
    issuelinks: z.array(RawLink).default([]),
    parent: RawNeighbour.nullish(),
    subtasks: z.array(RawNeighbour).default([]),
    comment: z.object({ comments: z.array(RawComment) }).nullish(),
  }),
  changelog: z.object({ histories: z.array(RawHistory) }).nullish(),
});
export type RawIssue = z.infer<typeof RawIssue>;
export type RawSprint = z.infer<typeof RawSprint>;
export type RawVersion = z.infer<typeof RawVersion>;
export type RawUser = z.infer<typeof RawUser>;
export type RawStatus = z.infer<typeof RawStatus>;
export type RawType = z.infer<typeof RawType>;
export type RawPriority = z.infer<typeof RawPriority>;
export type RawNeighbour = z.infer<typeof RawNeighbour>;
export type RawHistory = z.infer<typeof RawHistory>;

const SPRINT_TEXT = /^com\.atlassian\.greenhopper\.service\.sprint\.Sprint@\w+\[(.+)\]$/s;

/** Every sprint an issue was in: the agile fields, Cloud's sprint objects, or the text Jira Server wrote them as. */
export function rawSprints(fields: RawIssue["fields"]): RawSprint[] {
  const found: RawSprint[] = [...(fields.closedSprints ?? []), ...(fields.sprint ? [fields.sprint] : [])];
  for (const [name, value] of Object.entries(fields)) {
    if (!name.startsWith("customfield_") || !Array.isArray(value)) continue;
    for (const entry of value) {
      const parsed = RawSprint.safeParse(typeof entry === "string" ? sprintFromText(entry) : sprintFromObject(entry));
      if (parsed.success) found.push(parsed.data);
    }
  }
  return [...new Map(found.toReversed().map((sprint) => [sprint.id, sprint])).values()].toReversed();
}

function sprintFromObject(entry: unknown): unknown {
  const cloud = z.looseObject({ id: z.int(), state: z.string(), boardId: z.int() }).safeParse(entry);
  return cloud.success ? { ...cloud.data, originBoardId: cloud.data.boardId } : null;
}

function sprintFromText(entry: string): unknown {
  const inside = SPRINT_TEXT.exec(entry)?.[1];
  if (inside === undefined) return null;
  const parts: Record<string, string | null> = {};
  for (const part of inside.split(/,(?=\w+=)/)) {
    const equals = part.indexOf("=");
    const value = part.slice(equals + 1);
    parts[part.slice(0, equals)] = value === "<null>" ? null : value;
  }
  return { ...parts, originBoardId: parts["rapidViewId"] };
}

/** Flagged as the agile interface says it, or as Cloud's field of options does. */
export function rawFlagged(fields: RawIssue["fields"]): boolean {
  const options = z.array(z.object({ value: z.string() })).min(1).safeParse(fields["customfield_10021"]);
  return fields.flagged === true || options.success;
}
