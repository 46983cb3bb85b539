import { AppError } from "#core/errors.ts";
import type { Item, Key, Store } from "#core/ports.ts";
import { keyIn } from "#store/operation.ts";
import type { OpenStore } from "#tests/store/contract/stores.ts";
import { temporaryStore } from "#tests/store/temporary.ts";
import { createChance } from "#tests/support/chance.ts";

/** How far the replica is behind, in operations of the store: up to so many, another number for each write. */
const LONGEST_LAG = 12;

type Change = { key: Key; item: Promise<Item | null>; due: number };

/**
 * A store whose reads are `consistent` or late: an index and any other read answer from a replica that gets each item some
 * operations after it was written, in the order the items came to be, parts of one write at different times. So a read can
 * miss what is there and find what is gone. `replica` is an empty store with the same clock.
 */
export function createLaggingStore(store: Store, replica: Store, chance: () => number): Store {
  let operations = 0;
  let catchingUp = Promise.resolve();
  const changes: Change[] = [];

  /** Reads the items as they are now, for the replica to have them later. What is read later is never older. */
  function remember(keys: readonly Key[]): void {
    for (const key of keys) {
      const earliest = changes.at(-1)?.due ?? 0;
      const due = Math.max(earliest, operations + Math.floor(chance() * LONGEST_LAG));
      changes.push({ key, item: store.get(key, { consistent: true }), due });
    }
  }

  async function catchUp(): Promise<void> {
    for (let [first] = changes; first !== undefined && first.due <= operations; [first] = changes) {
      changes.shift();
      const item = await first.item;
      await replica.write([item === null ? { kind: "delete", key: first.key } : { kind: "put", item }]);
    }
  }

  /** One operation after the other brings the replica on. */
  async function late<T>(read: () => Promise<T>): Promise<T> {
    operations += 1;
    await (catchingUp = catchingUp.then(catchUp));
    return read();
  }

  async function writing(keys: readonly Key[], write: () => Promise<void>): Promise<void> {
    operations += 1;
    try {
      await write();
    } catch (error) {
      // It may have been done for all that: in part, or with its answer lost.
      if (error instanceof AppError && error.retry) remember(keys);
      throw error;
    }
    remember(keys);
  }

  return {
    get: async (key, options) => (options?.consistent ? store.get(key, options) : late(async () => replica.get(key))),
    query: async (query) => (query.consistent ? store.query(query) : late(async () => replica.query(query))),
    write: async (operations) => writing(operations.filter(({ kind }) => kind !== "check").map(keyIn), async () => store.write(operations)),
    putMany: async (items) => writing(items, async () => store.putMany(items)),
    getMany: async (keys, options) => (options?.consistent ? store.getMany(keys, options) : late(async () => replica.getMany(keys))),
    usage: () => store.usage(),
  };
}

/** Opens lagging stores on SQLite for the tests of a contract, each of which lags in a way of its own. */
export function openLagging(): OpenStore {
  let opened = 0;
  return async (now) => {
    const store = createLaggingStore(temporaryStore(now), temporaryStore(now), createChance(`store ${++opened}`));
    return { store, close: async () => undefined };
  };
}
