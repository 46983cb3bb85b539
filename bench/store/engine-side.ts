import type { Operation } from "#core/ports.ts";
import type { Engine } from "#store/engine.ts";
import { hundred, itemOf, lastWritten, many, seedItems, type Side, written } from "./side.ts";

/** An engine, asked as the rest of the workbench asks it. */
export async function engineSide(name: string, engine: Engine): Promise<Side> {
  await engine.putMany(seedItems());
  const { PK, SK } = itemOf(hundred, 50);
  let lastPut = lastWritten;
  let versionOfOne = 1;
  let versionOfFour = 1;

  function next(number: number, follows: number): Operation {
    return { kind: "put", item: itemOf(written, number, follows + 1), if: { equals: ["version", follows] } };
  }

  return {
    name,
    get: async () => ((await engine.get({ PK, SK })) === null ? 0 : 1),
    put: async () => {
      await engine.write([{ kind: "put", item: itemOf(written, ++lastPut) }]);
      return 1;
    },
    update: async () => {
      await engine.write([next(0, versionOfOne++)]);
      return 1;
    },
    transaction: async () => {
      const follows = versionOfFour++;
      await engine.write([1, 2, 3, 4].map((number) => next(number, follows)));
      return 4;
    },
    query: async () => (await engine.query({ partition: hundred })).items.length,
    filtered: async () => (await engine.query({ partition: many, filter: { equals: ["kind", "wanted"] }, limit: 20 })).items.length,
    close: async () => engine.close(),
  };
}
