import { scramble, seedOf, seedStep } from "#core/delivery/random.ts";

/** Numbers from 0 to 1 that look like chance and repeat with the seed. */
export function createChance(seed: string): () => number {
  let counter = seedOf(seed);
  return () => scramble((counter += seedStep)) / 2 ** 32;
}
