import { expect, test } from "vitest";
import { storeContract } from "#tests/store/store-contract.ts";
import { temporaryStore } from "#tests/store/temporary.ts";
import { createLaggingStore, openLagging } from "./lagging-store.ts";

storeContract("SQLite with reads that lag behind", openLagging(), { countsRequests: false });

test("A lagging read misses what is there, finds what is gone, and catches up", async () => {
  const store = createLaggingStore(temporaryStore(), temporaryStore(), () => 0.5);
  async function countedInTurn(): Promise<number[]> {
    const counts: number[] = [];
    for (let read = 0; read < 20; read++) counts.push((await store.query({ index: "GSI1", partition: "X" })).items.length);
    return counts;
  }
  await store.putMany([{ PK: "A", SK: "1", GSI1PK: "X", GSI1SK: "1" }]);
  const coming = await countedInTurn();
  expect([coming.at(0), coming.at(-1)]).toEqual([0, 1]);
  await store.write([{ kind: "delete", key: { PK: "A", SK: "1" } }]);
  const going = await countedInTurn();
  expect([going.at(0), going.at(-1)]).toEqual([1, 0]);
});
