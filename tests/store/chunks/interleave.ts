import type { Store } from "#core/ports.ts";
import { aroundEachRequest } from "#tests/store/faulty/each-request.ts";

type Work = (store: Store) => Promise<unknown>;

/**
 * Runs the works side by side on one store, a request at a time: `choose` says which of those that wait goes next, by its
 * place among them; 0 goes on with the one that went last, if it waits. What a work throws is thrown, after all have ended.
 */
export async function interleave(store: Store, works: readonly Work[], choose: (waiting: number) => number): Promise<void> {
  const turns = works.map(() => Promise.withResolvers<void>());
  const arrivals = works.map(() => Promise.withResolvers<boolean>());
  const ends = works.map(async (work, n) => {
    try {
      await work(aroundEachRequest(store, async (request) => {
        arrivals[n]?.resolve(true);
        await turns[n]?.promise;
        return request();
      }));
    } finally {
      arrivals[n]?.resolve(false);
    }
  });
  const outcomes = Promise.allSettled(ends);
  let waiting = await arrived(works.map((_, n) => n));
  while (waiting.length > 0) {
    const next = waiting[choose(waiting.length)] ?? 0;
    const turn = turns[next];
    turns[next] = Promise.withResolvers();
    arrivals[next] = Promise.withResolvers();
    turn?.resolve();
    waiting = [...(await arrived([next])), ...waiting.filter((n) => n !== next)];
  }
  for (const outcome of await outcomes) if (outcome.status === "rejected") throw outcome.reason;

  /** Those of the works that wait for their turn, once each of them waits or has ended. */
  async function arrived(some: readonly number[]): Promise<number[]> {
    const waits = await Promise.all(some.map(async (n) => arrivals[n]?.promise));
    return some.filter((_, place) => waits[place]);
  }
}

/**
 * Runs once for every way the choices in it can go in which at most so many works are interrupted. Given the same choices
 * before, `run` must have the same to choose from.
 */
export async function everyWay(interruptions: number, run: (choose: (from: number) => number) => Promise<void>): Promise<void> {
  let path: { chosen: number; from: number }[] = [];
  for (;;) {
    let depth = 0;
    await run((from) => (path[depth++] ??= { chosen: 0, from }).chosen);
    const last = path.findLastIndex(({ chosen, from }, n) => chosen + 1 < from && (chosen > 0 || interrupted(path.slice(0, n)) < interruptions));
    if (last === -1) return;
    path = path.slice(0, last + 1).map((step, n) => (n === last ? { ...step, chosen: step.chosen + 1 } : step));
  }
}

function interrupted(path: readonly { chosen: number }[]): number {
  return path.filter(({ chosen }) => chosen > 0).length;
}
