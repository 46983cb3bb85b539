import { declareErrors } from "#core/errors.ts";
import type { Store } from "#core/ports.ts";
import { aroundEachRequest } from "./each-request.ts";

const plantedError = declareErrors({ "planted-failure": { fault: "ours", retry: false } });

export type Failure = { at: number; when: "before" | "halfway" | "after" };

/**
 * A store in a process that dies at its request number `at`, from 1: before it is carried out, when half of a putMany is, or
 * when it is but the answer is lost. No later request reaches the store.
 */
export function dyingStore(store: Store, { at, when }: Failure): { store: Store; requests(): number } {
  let asked = 0;

  async function point<T>(request: () => Promise<T>, half?: () => Promise<void>): Promise<T> {
    const number = ++asked;
    const failure = plantedError("planted-failure", `request ${number} failed as planned`);
    if (number < at) return request();
    if (number === at && when === "after") await request();
    if (number === at && when === "halfway") await half?.();
    throw failure;
  }

  return {
    store: {
      ...aroundEachRequest(store, point),
      putMany: async (items) => point(async () => store.putMany(items), async () => store.putMany(items.slice(0, items.length / 2))),
    },
    requests: () => asked,
  };
}
