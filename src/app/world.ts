import type { AgentStatus } from "#contract/agent.ts";
import type { Source } from "#core/ports.ts";
import type { Instant } from "#core/time.ts";
import { createJiraSource } from "#integrations/jira/index.ts";
import { realNow } from "./clock.ts";
import type { Config } from "./config/config.ts";
import { openDemoWorld, type DemoWorld } from "./demo-world.ts";

/** What lies outside the workbench: the time it lives in and the systems it reads. */
export type World = {
  now: () => Instant;
  /** The one source there is; every project is read from it. */
  source: Source;
  describe: () => Pick<AgentStatus, "demo" | "sources">;
  /** Overrides the configured pace, where the world's time runs differently. */
  cycleMs: number;
  demo: DemoWorld | null;
  close: () => Promise<void>;
};

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
