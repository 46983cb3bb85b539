import type { Config } from "./config/config.ts";
import type { Agent } from "./agent.ts";

export type JobPorts = { agent: Agent; sweep: () => Promise<number> };

export type Job = {
  name: "cycle" | "sweep";
  /** What it does, for ARCHITECTURE.md and the log. */
  does: string;
  everyMs: (config: Pick<Config, "cycleMs">) => number;
  run: (ports: JobPorts) => Promise<void>;
};

/** Everything that runs by itself. A host's scheduler reads this list and nothing else. */
export const jobs: readonly Job[] = [
  {
    name: "cycle",
    does: "reads the sources and brings the artefacts up to date",
    everyMs: (config) => config.cycleMs,
    run: async ({ agent }) => {
      await agent.runCycle();
    },
  },
  {
    name: "sweep",
    does: "removes items whose time to live has passed",
    everyMs: () => 60 * 60_000,
    run: async ({ sweep }) => {
      await sweep();
    },
  },
];
