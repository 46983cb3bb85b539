import { expect, test } from "vitest";
import { storeContract } from "#tests/store/store-contract.ts";
import { temporaryStore } from "#tests/store/temporary.ts";
import { createChance } from "#tests/support/chance.ts";
import { createLaggingStore } from "./lagging-store.ts";

let opened = 0;

storeContract(
  "SQLite with reads that lag behind",
  async (now) => ({ store: createLaggingStore(temporaryStore(now), temporaryStore(now), createChance(`store ${++opened}`)), close: async () => undefined }),
  { countsRequests: false },
);

test("A lagging read misses what is there, finds what is gone, and catches up", async () => {
  const store = createLaggingStore(temporaryStore(), temporaryStore(), () => 0.5);
  const query = { index: "GSI1", partition: "X" } as const;
  const count = async (): Promise<number> => (await store.query(query)).items.length;
  await store.putMany([{ PK: "A", SK: "1", GSI1PK: "X", GSI1SK: "1" }]);
  const seen = [await count()];
  while (seen.at(-1) === 0) seen.push(await count());
  await store.write([{ kind: "delete", key: { PK: "A", SK: "1" } }]);
  const gone = [await count()];
  while (gone.at(-1) === 1) gone.push(await count());
  expect([seen.length > 1, gone.length > 1]).toEqual([true, true]);
});
