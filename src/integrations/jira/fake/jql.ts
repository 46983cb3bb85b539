import type { Instant } from "#core/time.ts";
import { instantFromLocal } from "./jira-time.ts";

export type SortKey = { field: "updated" | "created" | "key"; descending: boolean };

/** The part of JQL the product uses: restrictions joined by AND, and an order, which may be empty. */
export type Jql = {
  projects: string[] | null;
  keys: string[] | null;
  updatedFrom: Instant | null;
  order: SortKey[];
};

export type JqlAnswer = { jql: Jql } | { error: string };

const CLAUSES: [RegExp, (match: RegExpExecArray, jql: Jql, zone: string) => void][] = [
  [/^(?:project|key|issuekey)\s*(?:=\s*("[^"]*"|[\w-]+)|in\s*\(([^()]*)\))/i, restrict],
  [/^updated\s*>=\s*"(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?:\s+(\d{1,2}):(\d{2}))?"/i, readUpdated],
];

/** Reads JQL as an account in a time zone means it. Anything beyond the subset is an error that quotes where it stopped. */
export function parseJql(text: string, zone: string): JqlAnswer {
  const jql: Jql = { projects: null, keys: null, updatedFrom: null, order: [] };
  const [where = "", order, ...more] = text.trim().split(/\s*\border\s+by\s+/i);
  if (more.length > 0) return { error: `Error in the JQL Query: only one ORDER BY is allowed.` };
  let rest = where.trim();
  while (rest !== "") {
    const clause = CLAUSES.find(([pattern]) => pattern.test(rest));
    const match = clause?.[0].exec(rest);
    if (!clause || !match) return { error: `Error in the JQL Query: this Jira does not understand "${rest}".` };
    clause[1](match, jql, zone);
    rest = rest.slice(match[0].length);
    const joined = /^\s+AND\s+(?=\S)/i.exec(rest);
    if (!joined && rest.trim() !== "") return { error: `Error in the JQL Query: expecting AND before "${rest.trim()}".` };
    rest = rest.slice(joined?.[0].length ?? rest.length);
  }
  if (order === undefined) return { jql };
  for (const part of order.split(",")) {
    const sort = sortKey(part.trim());
    if (!sort) return { error: `Error in the JQL Query: this Jira does not order by "${part.trim()}".` };
    jql.order.push(sort);
  }
  return { jql };
}

function sortKey(text: string): SortKey | null {
  const sort = /^(updated|created|key|issuekey)(?:\s+(asc|desc))?$/i.exec(text);
  if (!sort) return null;
  const field = sort[1]?.toLowerCase();
  // Without a direction Jira shows dates newest first and keys in order.
  const dated = field === "updated" || field === "created";
  return { field: dated ? field : "key", descending: sort[2] ? sort[2].toLowerCase() === "desc" : dated };
}

function restrict(match: RegExpExecArray, jql: Jql): void {
  const values = (match[1] ?? match[2] ?? "").split(",").map((value) => value.trim().replace(/^(["'])(.*)\1$/, "$2").toUpperCase());
  const name = /^project/i.test(match[0]) ? "projects" : "keys";
  const before = jql[name];
  jql[name] = before ? before.filter((value) => values.includes(value)) : values;
}

function readUpdated(match: RegExpExecArray, jql: Jql, zone: string): void {
  const [, year = "", month = "", day = "", hour = "0", minute = "00"] = match;
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const from = instantFromLocal({ date, time: `${hour.padStart(2, "0")}:${minute}` }, zone);
  if (jql.updatedFrom === null || from > jql.updatedFrom) jql.updatedFrom = from;
}
