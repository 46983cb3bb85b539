import { declareErrors } from "#core/errors.ts";

/** The request an error is about, as far as it may be shown. */
export type Where = { site: string; method: string; path: string };

/** Everything that can go wrong between us and a Jira site. Messages name the request by method and path, never its query, body or credentials. */
export const jiraError = declareErrors({
  "jira-bad-base-url": { fault: "yours", retry: false },
  "jira-unreachable": { fault: "theirs", retry: true },
  "jira-redirected": { fault: "yours", retry: false },
  "jira-not-json": { fault: "yours", retry: false },
  "jira-malformed": { fault: "theirs", retry: true },
  "jira-too-large": { fault: "theirs", retry: false },
  "jira-bad-request": { fault: "ours", retry: false },
  "jira-unauthorised": { fault: "yours", retry: false },
  "jira-forbidden": { fault: "yours", retry: false },
  "jira-not-found": { fault: "yours", retry: false },
  "jira-gone": { fault: "ours", retry: false },
  "jira-rate-limited": { fault: "theirs", retry: true },
  "jira-failed": { fault: "theirs", retry: true },
  "jira-project-not-found": { fault: "yours", retry: false },
});
