import type { AgentStatus } from "#contract/agent.ts";
import type { Source } from "#core/ports.ts";
import type { Instant } from "#core/time.ts";
import type { SimulatedTime } from "./simulated-time.ts";

/** What lies outside the workbench: the time it lives in and the systems it reads. */
export type World = {
  now: () => Instant;
  /** The one source there is; every project is read from it. */
  source: Source;
  describe: () => Pick<AgentStatus, "demo" | "sources">;
  /** How often to run a cycle, in real milliseconds. */
  cycleMs: number;
  /** The demo's own time, and the zone of the people it was recorded from; null outside the demo. */
  demo: { time: SimulatedTime; timeZone: string } | null;
  close: () => Promise<void>;
};
