import { StatusCategory } from "#core/entities/issue.ts";
import type { Status } from "./schema.ts";

/** The statuses Jira itself brings (Open, In Progress, Reopened, Resolved, Closed). Histories name them long after a site has dropped them. */
const SYSTEM_STATUSES: ReadonlyMap<string, StatusCategory> = new Map([
  ["1", "new"],
  ["3", "indeterminate"],
  ["4", "new"],
  ["5", "done"],
  ["6", "done"],
]);

/** The categories of a site's statuses, to find by id or, where a history names no id the site still has, by name. */
export type StatusCategories = { byId: ReadonlyMap<string, StatusCategory>; byName: ReadonlyMap<string, StatusCategory> };

export function indexStatuses(statuses: readonly Status[]): StatusCategories {
  const byId = new Map<string, StatusCategory>();
  const byName = new Map<string, StatusCategory>();
  for (const status of statuses) {
    const category = ownCategory(status);
    if (status.id) byId.set(status.id, category);
    // Projects may use one name for statuses of different categories: the name alone then says nothing.
    if (status.name) byName.set(status.name, (byName.get(status.name) ?? category) === category ? category : "unknown");
  }
  return { byId, byName };
}

/** A status's category as it says itself, else as the site's list says. */
export function statusCategory(status: Partial<Status>, known: StatusCategories): StatusCategory {
  const own = ownCategory(status);
  if (own !== "unknown") return own;
  const id = status.id ?? "";
  return known.byId.get(id) ?? SYSTEM_STATUSES.get(id) ?? known.byName.get(status.name ?? "") ?? "unknown";
}

function ownCategory(status: Partial<Status>): StatusCategory {
  const key = status.statusCategory?.key;
  return key ? (StatusCategory.safeParse(key).data ?? "unknown") : "unknown";
}
