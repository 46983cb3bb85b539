import { createJiraSource } from "#integrations/jira/index.ts";
import { realNow } from "./clock.ts";
import type { Config } from "./config/config.ts";
import { openDemoWorld } from "./demo-world.ts";
import type { World } from "./world.ts";

/** The user's Jira when one is configured, else the bundled demo. */
export async function openWorld(config: Config): Promise<World> {
  if (!config.jira) return openDemoWorld();
  const { baseUrl, email, token } = config.jira;
  return {
    now: realNow,
    source: createJiraSource({ baseUrl, email, token }),
    describe: () => ({ demo: null, sources: [{ source: "jira", configured: true, where: baseUrl }] }),
    cycleMs: config.cycleMs,
    demo: null,
    close: async () => undefined,
  };
}
