import type * as z from "zod";
import type { Skipped } from "#core/entities/checkpoint.ts";
import { EmbeddedChangelog, IssueEnvelope, IssueFields } from "./schema.ts";

/** The ids a site gave the custom fields we read; a site may have none of them. */
export type CustomFields = { sprint: string[]; flagged: string[] };

export type ParsedIssue = {
  key: string;
  externalId: string | null;
  fields: IssueFields;
  /** As embedded; null where the body does not prove that it holds them all. */
  histories: unknown[] | null;
};

/**
 * An issue body as far as it can be read: a field of a wrong shape is taken as unset and noted in `skipped`. Null, with the
 * reason in `skipped`, where there is no key to know the issue by.
 */
export function parseIssue(raw: unknown, custom: CustomFields, skipped: Skipped[]): ParsedIssue | null {
  const envelope = IssueEnvelope.safeParse(raw);
  if (!envelope.success) {
    skipped.push({ id: nameOf(raw), reason: `Jira gave an issue that cannot be read (${reasonOf(envelope.error)})` });
    return null;
  }
  const { id, key, fields, changelog } = envelope.data;
  const given = {
    ...fields,
    sprintFields: custom.sprint.map((field) => fields?.[field]),
    flagFields: custom.flagged.map((field) => fields?.[field]),
  };
  const embedded = EmbeddedChangelog.safeParse(changelog).data;
  return {
    key,
    externalId: id ?? null,
    fields: parseFields(given, key, skipped),
    histories: embedded && embedded.histories.length >= embedded.total ? embedded.histories : null,
  };
}

function parseFields(given: Record<string, unknown>, key: string, skipped: Skipped[]): IssueFields {
  const parsed = IssueFields.safeParse(given);
  if (parsed.success) return parsed.data;
  const unreadable = new Map(parsed.error.issues.map((issue) => [String(issue.path[0]), issue.message]));
  for (const [field, message] of unreadable) skipped.push({ id: key, reason: `its ${field} cannot be read (${message}); taken as unset` });
  return IssueFields.parse({ ...given, ...Object.fromEntries([...unreadable.keys()].map((field) => [field, null])) });
}

/** Every value that has the schema's shape; of each other one, `what` it is and why goes to `skipped`. */
export function parseEach<S extends z.ZodType>(values: readonly unknown[], schema: S, what: string, skipped: Skipped[]): z.output<S>[] {
  return values.flatMap((value) => {
    const parsed = schema.safeParse(value);
    if (parsed.success) return [parsed.data];
    skipped.push({ id: `${what} ${nameOf(value)}`, reason: `cannot be read (${reasonOf(parsed.error)})` });
    return [];
  });
}

function nameOf(raw: unknown): string {
  const id = typeof raw === "object" && raw !== null && "id" in raw ? raw.id : null;
  return typeof id === "string" || typeof id === "number" ? String(id) : "without id";
}

function reasonOf(error: z.ZodError): string {
  const first = error.issues[0];
  return first ? `${first.path.join(".") || "body"}: ${first.message}` : "invalid";
}
