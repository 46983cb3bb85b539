import type { ConsumedCapacity } from "@aws-sdk/client-dynamodb";
import type { Meter, OperationName } from "#store/meter.ts";
import { asStoreError } from "./faults.ts";
import { retried } from "./retry.ts";
import type { Session } from "./session.ts";

/** Asks for what a request cost, its indexes included. */
export const metered = { ReturnConsumedCapacity: "TOTAL" } as const;

type Priced = { ConsumedCapacity?: ConsumedCapacity | ConsumedCapacity[] | undefined };

/**
 * Makes one request of an operation (null: of none that is metered), again where that helps; counts each sending and what it cost.
 * Errors are the store's own.
 */
export async function send<T extends Priced>(session: Session, operation: OperationName | null, request: () => Promise<T>): Promise<T> {
  const { meter, tableName, patience } = session;
  return retried(async () => {
    if (operation !== null) meter.count(operation, { requests: 1 });
    try {
      const answer = await request();
      if (operation !== null) countCapacity(meter, operation, answer.ConsumedCapacity);
      return answer;
    } catch (error) {
      throw asStoreError(error, tableName);
    }
  }, patience);
}

function countCapacity(meter: Meter, operation: OperationName, consumed: Priced["ConsumedCapacity"]): void {
  for (const { CapacityUnits = 0, ReadCapacityUnits, WriteCapacityUnits } of [consumed ?? []].flat()) {
    const reads = operation === "get" || operation === "query" || operation === "getMany";
    // A transaction found to be done already is answered with what reading it cost.
    const readUnits = ReadCapacityUnits ?? (reads ? CapacityUnits : 0);
    meter.count(operation, { readUnits, writeUnits: WriteCapacityUnits ?? CapacityUnits - readUnits });
  }
}
