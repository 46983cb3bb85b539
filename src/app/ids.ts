import { createHash, randomUUID } from "node:crypto";
import { monotonicFactory } from "ulid";
import type { Digest, Ids } from "#core/ports.ts";

export const digest: Digest = (text) => createHash("sha256").update(text, "utf8").digest("hex");

/** Random ids for real use; ULIDs made in one millisecond still sort in the order they were made. */
export function createIds(): Ids {
  const next = monotonicFactory();
  return { uuid: () => randomUUID(), ulid: (at) => next(Date.parse(at)) };
}

/** Ids that repeat with the seed, so that two runs over the same input are equal to the byte. */
export function createSeededIds(seed: string): Ids {
  let drawn = 0;
  const draw = (): string => digest(`${seed}|${drawn++}`);
  const next = monotonicFactory(() => Number.parseInt(draw().slice(0, 8), 16) / 2 ** 32);
  return {
    uuid: () => {
      const hex = draw();
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
    },
    ulid: (at) => next(Date.parse(at)),
  };
}
