import type { Instant } from "#core/time.ts";
import { realNow } from "#app/clock.ts";
import type { JiraConfig } from "#app/config/config.ts";
import type { Check } from "./check.ts";

const toleratedMs = 60_000;
const patienceMs = 10_000;

/** Compares the clock with the last heartbeat and, where there is one, with the Jira server's; says so when there was nothing to compare with. */
export async function examineClock(jira: JiraConfig | null, heartbeatAt: Instant | null): Promise<Check> {
  const now = realNow();
  const wrong = (found: string): Check => ({ name: "clock", state: "failed", found: `${found}. Set the machine's clock right: every age and date depends on it.` });
  if (heartbeatAt !== null && heartbeatAt > now) return wrong(`it is ${now}, earlier than the last heartbeat at ${heartbeatAt}`);
  const aheadMs = jira && (await aheadOfServer(jira.baseUrl));
  if (aheadMs === null) return { name: "clock", state: "ok", found: `${now}; ${heartbeatAt === null ? "there is nothing here to compare it with" : "later than the last heartbeat, and there is nothing else to compare it with"}` };
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  if (Math.abs(aheadMs) > toleratedMs) return wrong(`it is ${seconds} seconds ${aheadMs > 0 ? "ahead of" : "behind"} the Jira server's`);
  return { name: "clock", state: "ok", found: `${now}, within a minute of the Jira server's` };
}

/** How far this clock is ahead of the one that dates the server's answers; null when the server does not say. */
async function aheadOfServer(baseUrl: string): Promise<number | null> {
  const startedMs = Date.now();
  try {
    const { headers } = await fetch(baseUrl, { method: "HEAD", redirect: "manual", signal: AbortSignal.timeout(patienceMs) });
    const serverMs = Date.parse(headers.get("date") ?? "");
    return Number.isNaN(serverMs) ? null : (startedMs + Date.now()) / 2 - serverMs;
  } catch {
    return null; // that Jira cannot be reached is said by its own check
  }
}
