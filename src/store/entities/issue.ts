import { Issue } from "#core/entities/issue.ts";
import type { Item, Store } from "#core/ports.ts";
import { fill, keyOf, keysOf, prefixOf } from "#store/keys.ts";
import { entities } from "#store/table.ts";
import { entityFrom, itemFrom, paging } from "./item.ts";

const atOnce = 200;

export function issueItem(projectId: string, issue: Issue): Item {
  return itemFrom(Issue, keysOf(entities.issue, { projectId, key: issue.key }), issue);
}

export async function getIssue(store: Store, input: { projectId: string; key: string }): Promise<Issue | null> {
  const item = await store.get(keyOf(entities.issue, input));
  return item === null ? null : entityFrom(Issue, item);
}

/** Those of the issues that are known, in no particular order. */
export async function getIssues(store: Store, input: { projectId: string; keys: readonly string[] }): Promise<Issue[]> {
  const items = await store.getMany(input.keys.map((key) => keyOf(entities.issue, { projectId: input.projectId, key })), { consistent: true });
  return items.map((item) => entityFrom(Issue, item));
}

/** All issues of a project, by key; read a few at a time, because as items and as issues they would stand in memory twice. */
export async function listIssues(store: Store, input: { projectId: string }): Promise<Issue[]> {
  const query = { partition: fill(entities.issue.PK, input), sort: { beginsWith: prefixOf(entities.issue.SK) }, limit: atOnce, consistent: true };
  const issues: Issue[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.query({ ...query, ...paging({ cursor }) });
    for (const item of page.items) issues.push(entityFrom(Issue, item));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return issues;
}
