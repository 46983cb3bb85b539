import { defaultRuleSettings } from "#core/settings.ts";
import type { Clock, Ids, Memory, Store } from "#core/ports.ts";
import type { Instant } from "#core/time.ts";
import { releaseAbandoned } from "#store/budget/release.ts";
import { sweepChunks } from "#store/chunks/sweep-chunks.ts";
import { createMemory } from "#store/memory.ts";
import { backUpOncePerDay, backupsEnded } from "#store/sqlite/backup.ts";
import { lockDataDirectory } from "#store/sqlite/lock.ts";
import { createAgent, type Agent } from "./agent.ts";
import { createClock, realNow } from "./clock.ts";
import type { StoreConfig } from "./config/config.ts";
import { createHub, withAnnouncements, type Hub } from "./hub.ts";
import { createIds, digest } from "./ids.ts";
import { knowProjects, type KnownProjects } from "./known-projects.ts";
import { dataFile, openWholeEngine } from "./open-engine.ts";
import type { World } from "./world.ts";

/** Everything a host, a handler or a job can need, built in one place. */
export type Context = {
  store: Store;
  memory: Memory;
  /** The projects of a status, also those an index does not show yet. */
  listProjects: KnownProjects["listProjects"];
  clock: Clock;
  ids: Ids;
  hub: Hub;
  agent: Agent;
  world: World;
  log: (line: string) => void;
  /** Removes what has expired, and what work that was cut off has left behind. */
  sweep: () => Promise<void>;
  /** Makes the day's backup of a SQLite file unless there is one; a table is backed up by its provider. */
  backUp: () => Promise<void>;
  close: () => Promise<void>;
};

/** What tests and replays put in place of the real thing. A store that is not `durable` can lose its last writes in a power cut. */
export type Overrides = {
  ids?: Ids;
  realNow?: () => Instant;
  store?: (store: Store) => Store;
  memory?: (memory: Memory) => Memory;
  durable?: boolean;
};

type Input = { dataDir: string; store?: StoreConfig; world: World; log: (line: string) => void; overrides?: Overrides };

/**
 * Locks the data directory, opens the store (a SQLite file unless told otherwise) and builds the rest on it. Throws when
 * another workbench uses the directory, and while an import into the store is unfinished.
 */
export async function createContext(input: Input): Promise<Context> {
  const { dataDir, world, log, overrides = {} } = input;
  const lock = lockDataDirectory(dataDir);
  try {
    const config = { dataDir, store: input.store ?? { kind: "sqlite" as const } };
    const engine = await openWholeEngine({ config, now: world.now, durable: overrides.durable ?? true });
    const store = overrides.store?.(engine) ?? engine;
    const hub = createHub();
    const known = knowProjects(store, withAnnouncements(createMemory(store), hub));
    const memory = overrides.memory?.(known.memory) ?? known.memory;
    const clock = createClock(world.now);
    const now = overrides.realNow ?? realNow;
    const ids = overrides.ids ?? createIds();
    const agent = createAgent(defaultRuleSettings, {
      memory,
      clock,
      ids,
      digest,
      hub,
      log,
      realNow: now,
      usage: () => store.usage(),
      sourceOf: () => world.source,
      activeProjects: async () => known.listProjects("active"),
      pausedProjects: async () => known.listProjects("paused"),
    });
    return {
      store,
      memory,
      listProjects: known.listProjects,
      clock,
      ids,
      hub,
      agent,
      world,
      log,
      sweep: async () => {
        await engine.sweep();
        await releaseAbandoned(store, { now: world.now() });
        await sweepChunks(store, { now: world.now() });
      },
      backUp: async () => {
        if (config.store.kind === "sqlite") await backUpOncePerDay({ file: dataFile(dataDir), at: now() });
      },
      close: async () => {
        await agent.stop();
        await backupsEnded();
        engine.close();
        lock.release();
        await world.close();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}
