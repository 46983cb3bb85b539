import { type Assertion, expect } from "vitest";

/** Expects of a read through an index what it answers once the index has caught up. */
export function eventually<T>(read: () => T): Assertion<Promise<void>, Awaited<T>> {
  return expect.poll(read, { interval: 5, timeout: 3000 });
}
