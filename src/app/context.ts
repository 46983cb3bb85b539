import { join } from "node:path";
import { defaultRuleSettings } from "#core/settings.ts";
import type { Clock, Ids, Memory, Store } from "#core/ports.ts";
import type { Instant } from "#core/time.ts";
import { listProjects } from "#store/entities/project.ts";
import { createMemory } from "#store/memory.ts";
import { lockDataDirectory } from "#store/sqlite/lock.ts";
import { openSqliteStore } from "#store/sqlite/sqlite-store.ts";
import { createAgent, type Agent } from "./agent.ts";
import { createClock, realNow } from "./clock.ts";
import { createHub, withAnnouncements, type Hub } from "./hub.ts";
import { createIds, digest } from "./ids.ts";
import type { World } from "./world.ts";

/** Everything a host, a handler or a job can need, built in one place. */
export type Context = {
  store: Store;
  memory: Memory;
  clock: Clock;
  ids: Ids;
  hub: Hub;
  agent: Agent;
  world: World;
  log: (line: string) => void;
  sweep: () => Promise<number>;
  close: () => Promise<void>;
};

/** What tests and replays put in place of the real thing. A store that is not `durable` can lose its last writes in a power cut. */
export type Overrides = { ids?: Ids; realNow?: () => Instant; memory?: (memory: Memory) => Memory; durable?: boolean };

/** Locks the data directory, opens the store and builds the rest on it. Throws when another workbench uses the directory. */
export function createContext(input: { dataDir: string; world: World; log: (line: string) => void; overrides?: Overrides }): Context {
  const { dataDir, world, log, overrides = {} } = input;
  const lock = lockDataDirectory(dataDir);
  try {
    const store = openSqliteStore({ file: join(dataDir, "workbench.sqlite"), now: world.now, durable: overrides.durable ?? true });
    const hub = createHub();
    const remembered = withAnnouncements(createMemory(store), hub);
    const memory = overrides.memory?.(remembered) ?? remembered;
    const clock = createClock(world.now);
    const ids = overrides.ids ?? createIds();
    const agent = createAgent(defaultRuleSettings, {
      memory,
      clock,
      ids,
      digest,
      hub,
      log,
      realNow: overrides.realNow ?? realNow,
      usage: () => store.usage(),
      sourceOf: () => world.source,
      activeProjects: async () => listProjects(store, { status: "active" }),
      pausedProjects: async () => listProjects(store, { status: "paused" }),
    });
    return {
      store,
      memory,
      clock,
      ids,
      hub,
      agent,
      world,
      log,
      sweep: async () => store.sweep(),
      close: async () => {
        await agent.stop();
        store.close();
        lock.release();
        await world.close();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}
