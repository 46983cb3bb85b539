import type { Skipped } from "#core/entities/checkpoint.ts";
import { hasCode } from "#core/errors.ts";
import type { JiraClient } from "./client.ts";
import { mapIssue, type MapContext, type MappedIssue, type WholeIssue } from "./map.ts";
import { parseIssue, type ParsedIssue } from "./parse.ts";

const FIELDS = [
  "summary", "description", "issuetype", "status", "priority", "assignee", "reporter", "created", "updated",
  "resolutiondate", "duedate", "labels", "fixVersions", "issuelinks", "comment",
];

/** Every issue the query finds, whole and once, by key in the order found. A page's bodies are let go before the next is asked for. */
export async function readIssues(
  client: JiraClient,
  jql: string,
  context: MapContext & { withComments: boolean },
  skipped: Skipped[],
  onPage: (read: number) => void,
): Promise<Map<string, MappedIssue>> {
  const issues = new Map<string, MappedIssue>();
  const fields = [...FIELDS, ...context.custom.sprint, ...context.custom.flagged];
  await client.search(jql, fields, async (page) => {
    for (const raw of page) {
      const parsed = parseIssue(raw, context.custom, skipped);
      const whole = parsed && (await complete(client, parsed, skipped));
      const mapped = whole && mapIssue(whole, context, skipped);
      if (mapped) issues.set(mapped.issue.key, context.withComments ? mapped : { ...mapped, comments: [] });
    }
    onPage(issues.size);
  });
  return issues;
}

/** Reads what the search did not embed. Null when the issue has gone in the meantime. */
async function complete(client: JiraClient, issue: ParsedIssue, skipped: Skipped[]): Promise<WholeIssue | null> {
  try {
    return { ...issue, histories: issue.histories ?? (await client.histories(issue.key)), comments: await readComments(client, issue) };
  } catch (error) {
    if (!hasCode(error, "jira-not-found")) throw error;
    skipped.push({ id: issue.key, reason: `it went out of sight while it was being read: ${error.message}` });
    return null;
  }
}

async function readComments(client: JiraClient, issue: ParsedIssue): Promise<unknown[]> {
  const embedded = issue.fields.comment?.comments ?? [];
  const total = issue.fields.comment?.total ?? embedded.length;
  return total > embedded.length ? [...embedded, ...(await client.newestComments(issue.key))] : embedded;
}
