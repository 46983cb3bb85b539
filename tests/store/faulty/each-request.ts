import type { Store } from "#core/ports.ts";

/** The store, with something put around each of its requests. */
export function aroundEachRequest(store: Store, around: <T>(request: () => Promise<T>) => Promise<T>): Store {
  return {
    get: async (...input) => around(async () => store.get(...input)),
    query: async (...input) => around(async () => store.query(...input)),
    write: async (...input) => around(async () => store.write(...input)),
    putMany: async (...input) => around(async () => store.putMany(...input)),
    getMany: async (...input) => around(async () => store.getMany(...input)),
    usage: () => store.usage(),
  };
}
