import { expect } from "vitest";
import { startChild, type Child } from "#tests/store/child-process.ts";
import { createChance } from "#tests/support/chance.ts";
import { type EngineName, openEngine } from "./open-engine.ts";
import { type Acknowledged, verifyWhole } from "./verify.ts";

const WRITERS = 8;

/**
 * Again and again has eight processes write to one store, kills them all at once, each after a number of writes that follows
 * from the seed, and proves that what they left is whole. `look` may look at what only this engine has.
 */
export async function killWriters(input: { engine: EngineName; rounds: number; seed: string; look?: () => void }): Promise<void> {
  const { engine, rounds, seed, look } = input;
  const chance = createChance(seed);
  const all: Acknowledged[] = [];
  let tasks = 0;
  for (let round = 0; round < rounds; round++) {
    const writers = await killAtOnce(engine, Array.from({ length: WRITERS }, (_, n) => ({ writer: `${round}-${n}`, steps: 1 + Math.floor(chance() * 12) })));
    look?.();
    tasks = await verifyStore(engine, writers, tasks, `seed ${seed}, round ${round}`);
    all.push(...writers);
  }
  await verifyStore(engine, all, 0, `seed ${seed}, after all rounds`);
}

/** Lets each take so many steps at least, and kills them once all have. */
async function killAtOnce(engine: EngineName, plan: readonly { writer: string; steps: number }[]): Promise<Acknowledged[]> {
  const writers = plan.map(({ writer, steps }) => ({ writer, steps, child: startChild("crash/children/writer.ts", writer, ...engine) }));
  await Promise.all(writers.map(async ({ child, steps }) => readLines(child, steps)));
  return Promise.all(writers.map(async ({ writer, child }) => ({ writer, numbers: await child.kill() })));
}

async function verifyStore(engine: EngineName, writers: readonly Acknowledged[], before: number, where: string): Promise<number> {
  const store = await openEngine(engine);
  try {
    return await verifyWhole(store, writers, before);
  } catch (error) {
    throw new Error(`Found broken with ${where}`, { cause: error });
  } finally {
    store.close();
  }
}

export async function readLines(child: Child, count: number): Promise<void> {
  for (let n = 0; n < count; n++) expect(await child.line()).not.toBeNull();
}
