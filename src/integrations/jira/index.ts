export type { JiraConnection } from "./http.ts";
export { createJiraSource, probeJira } from "./source.ts";
