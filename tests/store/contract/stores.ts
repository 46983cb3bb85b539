import { expect, onTestFinished } from "vitest";
import type { Item, Operation, Query, Store } from "#core/ports.ts";
import { NOON } from "#tests/store/temporary.ts";

/** Opens an empty store whose TTLs are compared with `now`. */
export type OpenStore = (now: () => string) => Promise<{ store: Store; close(): Promise<void> }>;

/** How the contract's tests get a store: a new one for each, closed after it. */
export type Stores = {
  opened(now?: () => string): Promise<Store>;
  filled(items: readonly Item[]): Promise<Store>;
};

export function storesOf(open: OpenStore): Stores {
  async function opened(now: () => string = () => NOON): Promise<Store> {
    const { store, close } = await open(now);
    onTestFinished(close);
    return store;
  }

  async function filled(items: readonly Item[]): Promise<Store> {
    const store = await opened();
    await store.putMany(items);
    return store;
  }

  return { opened, filled };
}

/** Whether the operation's condition held; any other refusal fails the test. */
export async function accepted(store: Store, operation: Operation): Promise<boolean> {
  try {
    await store.write([operation]);
    return true;
  } catch (error) {
    expect(error).toMatchObject({ code: "condition-failed" });
    return false;
  }
}

/** All pages of a query, in order. */
export async function pages(store: Store, query: Query): Promise<Item[][]> {
  const found: Item[][] = [];
  let cursor: string | undefined;
  do {
    const page = await store.query({ ...query, ...(cursor !== undefined && { cursor }) });
    found.push(page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return found;
}
