import { randomUUID } from "node:crypto";
import { DeleteTableCommand } from "@aws-sdk/client-dynamodb";
import { BatchWriteCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, describe } from "vitest";
import { createClient, type Place } from "#store/dynamodb/client.ts";
import { openDynamoStore } from "#store/dynamodb/dynamo-store.ts";
import type { Engine } from "#store/engine.ts";
import { hasEmulator, startEmulator } from "#tests/support/emulator.ts";

/** Where to test instead of the emulator: an address, or `aws` with the region and credentials of the environment. */
const given = process.env["DYNAMODB_ENDPOINT"];
/** True on the emulator, whose index reads see the latest writes. */
export const isEmulated: boolean = given === undefined;

/** False where there is no DynamoDB to test on: tests that need it are then skipped. */
export const hasDynamo: boolean = !isEmulated || hasEmulator;

/** Whether a proxy may stand before it: a signed request names whom it is for, so AWS would refuse what comes by another. */
export const canBeDisturbed: boolean = hasDynamo && given !== "aws" && !given?.startsWith("https:");

/** Ends the title of a test that is skipped where no proxy may stand before DynamoDB. */
export const needsDisturbable = "(needs the emulator, or a DYNAMODB_ENDPOINT on http)";

/** Ends the title of a test that is skipped without DynamoDB. */
export const needsDynamo = "(needs Linux on x64 for the emulator, or DYNAMODB_ENDPOINT)";

export type TestTable = {
  place: Place;
  /** A store on the table, at its endpoint or another that leads there. Between two tries on the emulator it does not wait, or as told. */
  open(now: () => string, through?: { endpoint?: string; wait?: () => Promise<void>; timeoutMs?: number }): Promise<Engine>;
  empty(): Promise<void>;
  drop(): Promise<void>;
};

/** A new table, for the tests of one file: on AWS one takes seconds to make, so they empty it between them. */
export async function createTestTable(): Promise<TestTable> {
  const emulator = given === undefined ? await startEmulator() : null;
  const endpoint = emulator?.endpoint ?? (given === "aws" ? undefined : given);
  const place: Place = { tableName: `workbench-test-${randomUUID()}`, endpoint };
  const client = createClient(place);
  const TableName = place.tableName;

  async function empty(): Promise<void> {
    let startKey: Record<string, unknown> | undefined;
    do {
      const page = await client.send(new ScanCommand({ TableName, ExclusiveStartKey: startKey, ConsistentRead: true, ProjectionExpression: "PK, SK" }));
      const deletes = (page.Items ?? []).map((Key) => ({ DeleteRequest: { Key } }));
      for (let start = 0; start < deletes.length; start += 25) {
        let RequestItems: typeof deletes | undefined = deletes.slice(start, start + 25);
        while (RequestItems?.length) {
          const { UnprocessedItems } = await client.send(new BatchWriteCommand({ RequestItems: { [TableName]: RequestItems } }));
          RequestItems = UnprocessedItems?.[TableName] as typeof deletes | undefined;
        }
      }
      startKey = page.LastEvaluatedKey;
    } while (startKey !== undefined);
  }

  async function drop(): Promise<void> {
    if (emulator === null) await client.send(new DeleteTableCommand({ TableName }));
    client.destroy();
    await emulator?.stop();
  }

  const opened = await openDynamoStore({ ...place, now: () => new Date(0).toISOString() });
  opened.close();
  return {
    place,
    open: async (now, { wait = isEmulated ? async () => undefined : undefined, ...through } = {}) =>
      openDynamoStore({ ...place, ...through, now, ...(wait !== undefined && { patience: { wait, random: () => 0 } }) }),
    empty,
    drop,
  };
}

/** Describes tests that share one new table. They are skipped, and say so, where there is no DynamoDB. */
export function describeOnTable(what: string, tests: (table: () => TestTable) => void): void {
  describe.skipIf(!hasDynamo)(`${what} ${needsDynamo}`, () => {
    let table: TestTable;
    beforeAll(async () => {
      table = await createTestTable();
    });
    afterAll(async () => table.drop());
    tests(() => table);
  });
}

/** How a contract's tests open the table, one after the other: each leaves it empty for the next. */
export function emptiedAfterUse(table: () => TestTable) {
  return async (now: () => string): Promise<{ store: Engine; close(): Promise<void> }> => {
    const store = await table().open(now);
    return {
      store,
      close: async () => {
        store.close();
        await table().empty();
      },
    };
  };
}
