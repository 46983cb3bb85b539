import type { Config } from "./config/config.ts";
import type { Agent } from "./agent.ts";

export type JobPorts = { agent: Agent; sweep: () => Promise<void>; backUp: () => Promise<void> };

export type Job = {
  name: "cycle" | "sweep" | "backup";
  /** What it does, for ARCHITECTURE.md and the log. */
  does: string;
  /** Whether it runs at the start too, before its first interval has passed. */
  atStart: boolean;
  everyMs: (config: Pick<Config, "cycleMs">) => number;
  run: (ports: JobPorts) => Promise<void>;
};

/** Everything that runs by itself. A host's scheduler reads this list and nothing else. */
export const jobs: readonly Job[] = [
  {
    name: "cycle",
    does: "reads the sources and brings the artefacts up to date",
    atStart: true,
    everyMs: (config) => config.cycleMs,
    run: async ({ agent }) => {
      await agent.runCycle();
    },
  },
  {
    name: "sweep",
    does: "removes items whose time to live has passed, and what work that was cut off has left behind",
    atStart: false,
    everyMs: () => 60 * 60_000,
    run: async ({ sweep }) => sweep(),
  },
  {
    name: "backup",
    does: "copies a SQLite store to its folder `backups` once a day, and keeps the newest seven",
    // A laptop is on for an hour at a time: the day's first chance is taken, and one that failed is soon tried again.
    atStart: true,
    everyMs: () => 60 * 60_000,
    run: async ({ backUp }) => backUp(),
  },
];
