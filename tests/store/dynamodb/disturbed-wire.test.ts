import { afterAll, beforeAll, describe } from "vitest";
import { type FaultyWire, startFaultyWire } from "#tests/store/faulty/wire.ts";
import { disturbed } from "#tests/store/faulty/wire-fault.ts";
import { storeContract } from "#tests/store/store-contract.ts";
import { createChance } from "#tests/support/chance.ts";
import { canBeDisturbed, createTestTable, needsDisturbable, type TestTable } from "./test-table.ts";

describe.skipIf(!canBeDisturbed)(`Where a third of all requests is spoiled ${needsDisturbable}`, () => {
  let table: TestTable;
  let wire: FaultyWire;
  let opened = 0;
  beforeAll(async () => {
    table = await createTestTable();
    wire = await startFaultyWire(table.place.endpoint ?? "");
  });
  afterAll(async () => {
    await wire.stop();
    await table.drop();
  });

  storeContract(
    "DynamoDB",
    async (now) => {
      const store = await table.open(now, { endpoint: wire.endpoint });
      wire.plan(disturbed(createChance(`store ${++opened}`)));
      return {
        store,
        close: async () => {
          wire.plan(() => null);
          store.close();
          await table.empty();
        },
      };
    },
    { countsRequests: false },
  );
});
