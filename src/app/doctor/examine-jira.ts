import { messageOf } from "#core/errors.ts";
import { createJiraSource, probeJira } from "#integrations/jira/index.ts";
import type { JiraConfig } from "#app/config/config.ts";
import type { Check } from "./check.ts";

/** Asks Jira who we are, and for each project whether it can be read. */
export async function examineJira(jira: JiraConfig | null, sourceKeys: readonly string[]): Promise<Check[]> {
  if (!jira) return [{ name: "Jira", state: "warning", found: "not configured: set JIRA_BASE_URL, JIRA_EMAIL and JIRA_API_TOKEN to watch your own projects" }];
  const signedIn = await check("Jira", async () => {
    const { site, account, timeZone } = await probeJira(jira);
    return `${site} answers, signed in as ${account}, whose time zone is ${timeZone ?? "not set"}`;
  });
  if (signedIn.state === "failed") return [signedIn];
  const source = createJiraSource(jira);
  const projects: Check[] = [];
  for (const key of sourceKeys) projects.push(await check(`Jira project ${key}`, async () => (await source.check(key)).name));
  return [signedIn, ...projects];
}

async function check(name: string, look: () => Promise<string>): Promise<Check> {
  try {
    return { name, state: "ok", found: await look() };
  } catch (error) {
    return { name, state: "failed", found: messageOf(error) };
  }
}
