import type { HistoryEntry, HistoryField, StatusCategory } from "#core/entities/issue.ts";
import { statusCategory, type StatusCategories } from "./status.ts";
import type { CustomFields } from "./parse.ts";
import type { ChangedItem, HistoryBody } from "./schema.ts";
import { toDay } from "./time.ts";

const SYSTEM_FIELDS: ReadonlyMap<string, HistoryField> = new Map([
  ["status", "status"],
  ["assignee", "assignee"],
  ["priority", "priority"],
  ["duedate", "due"],
  ["fixVersions", "release"],
  ["resolution", "resolution"],
  ["issuelinks", "link"],
]);

/** By display name, for changelogs older than field ids. */
const FIELD_NAMES: ReadonlyMap<string, HistoryField> = new Map([
  ["status", "status"],
  ["assignee", "assignee"],
  ["priority", "priority"],
  ["duedate", "due"],
  ["Fix Version", "release"],
  ["resolution", "resolution"],
  ["Sprint", "sprint"],
  ["Flagged", "flagged"],
  ["Link", "link"],
]);

export type HistoryContext = { custom: CustomFields; statuses: StatusCategories };

/** The entries the rules read, oldest first and each once, whatever order and overlap the histories came in. */
export function toHistory(bodies: readonly HistoryBody[], context: HistoryContext): HistoryEntry[] {
  const unique = new Map(bodies.map((body) => [body.id, body]));
  const ordered = [...unique.values()].sort((a, b) => compare(a.created, b.created) || Number(a.id) - Number(b.id) || compare(a.id, b.id));
  return ordered.flatMap((body) => {
    const items = body.items ?? [];
    return items.flatMap((item, index) => {
      const entry = toEntry(body, item, context);
      return entry ? [{ ...entry, id: items.length > 1 ? `${body.id}:${index}` : body.id }] : [];
    });
  });
}

function toEntry(body: HistoryBody, item: ChangedItem, { custom, statuses }: HistoryContext): HistoryEntry | null {
  const field = fieldOf(item, custom);
  if (!field) return null;
  const entry = { id: body.id, at: body.created, by: body.author?.displayName ?? null, field };
  switch (field) {
    case "status":
      return {
        ...entry,
        from: textOf(item.fromText),
        to: textOf(item.toText),
        fromCategory: categoryOf(item.fromId, item.fromText, statuses),
        toCategory: categoryOf(item.toId, item.toText, statuses),
      };
    case "sprint":
      return { ...entry, from: sprintIdsOf(item.fromId), to: sprintIdsOf(item.toId) };
    case "link":
      return { ...entry, from: linkOf(item.fromText), to: linkOf(item.toText) };
    case "due":
      return { ...entry, from: dayOf(item.fromId, item.fromText), to: dayOf(item.toId, item.toText) };
    default:
      return { ...entry, from: textOf(item.fromText), to: textOf(item.toText) };
  }
}

function fieldOf(item: ChangedItem, custom: CustomFields): HistoryField | undefined {
  const { fieldId } = item;
  if (!fieldId) return FIELD_NAMES.get(item.field ?? "");
  if (custom.sprint.includes(fieldId)) return "sprint";
  if (custom.flagged.includes(fieldId)) return "flagged";
  return SYSTEM_FIELDS.get(fieldId);
}

function categoryOf(id: string | null | undefined, name: string | null | undefined, statuses: StatusCategories): StatusCategory {
  return statusCategory({ id, name }, statuses);
}

function textOf(text: string | null | undefined): string | null {
  return text || null;
}

/** Jira writes "7, 9"; a sprint field that was emptied is "". */
function sprintIdsOf(ids: string | null | undefined): string | null {
  return ids?.match(/\d+/g)?.join(",") ?? null;
}

/** "This issue is blocked by A-1", always in English, says "is blocked by A-1". */
function linkOf(text: string | null | undefined): string | null {
  return textOf(text)?.replace(/^This \S+ /, "") ?? null;
}

function dayOf(...candidates: (string | null | undefined)[]): string | null {
  for (const candidate of candidates) {
    const day = candidate ? toDay(candidate) : null;
    if (day) return day;
  }
  return null;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
