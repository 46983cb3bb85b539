import type { Json } from "#core/ports.ts";

export type WireRequest = { operation: string; body: { [name: string]: Json } };
/** What happens to a request; null lets it pass. */
export type WirePlan = (request: WireRequest) => WireFault | null;

/** What can go wrong between a client and DynamoDB, each as the published protocol has it. */
export type WireFault =
  /** Refused with this error, by a clock that may be ahead of ours; nothing is done. */
  | { kind: "refused"; name: string; status?: number; aheadMs?: number }
  /** A transaction refused because of one of its parts; nothing is done. */
  | { kind: "cancelled"; reason: string }
  /** The connection breaks before the request arrives. */
  | { kind: "cut" }
  /** Done, but the connection breaks before the answer. */
  | { kind: "lost" }
  /** Done, but answered with an error: the server's own fault, or this one. */
  | { kind: "failed-after"; name?: string }
  /** Done, and never answered. */
  | { kind: "slow" }
  /** Done, and the answer stops half way. */
  | { kind: "stalled" }
  /** Of a batch only the first so many are done. */
  | { kind: "unprocessed"; done: number }
  /** A page ends after so many items were looked at. */
  | { kind: "short"; looked: number };

const throttles = ["ProvisionedThroughputExceededException", "ThrottlingException", "RequestLimitExceeded"];
const anywhere: readonly WireFault[] = [
  ...throttles.map((name): WireFault => ({ kind: "refused", name })),
  { kind: "refused", name: "InternalServerError", status: 500 },
  { kind: "refused", name: "ServiceUnavailable", status: 503 },
  { kind: "cut" },
  { kind: "lost" },
  { kind: "failed-after" },
];
const writeOfOne: readonly WireFault[] = [...anywhere, { kind: "refused", name: "TransactionConflictException" }];
const batch: readonly WireFault[] = [...anywhere, { kind: "unprocessed", done: 0 }, { kind: "unprocessed", done: 1 }, { kind: "unprocessed", done: 7 }];
const pages: readonly WireFault[] = [...anywhere, { kind: "short", looked: 1 }, { kind: "short", looked: 3 }];

/** The faults that a request for this operation can meet and a client must get over by itself. */
export const faultsOf: Readonly<Record<string, readonly WireFault[]>> = {
  GetItem: anywhere,
  PutItem: writeOfOne,
  UpdateItem: writeOfOne,
  DeleteItem: writeOfOne,
  Query: pages,
  Scan: pages,
  BatchGetItem: batch,
  BatchWriteItem: batch,
  TransactWriteItems: [
    ...anywhere,
    { kind: "refused", name: "TransactionInProgressException" },
    { kind: "cancelled", reason: "TransactionConflict" },
    { kind: "cancelled", reason: "ThrottlingError" },
    { kind: "cancelled", reason: "ProvisionedThroughputExceeded" },
  ],
};

const MOST_IN_A_ROW = 3;

/** Spoils about a third of the requests, but of no operation more than three in a row: a client that tries again gets through. */
export function disturbed(chance: () => number): WirePlan {
  const inARow = new Map<string, number>();
  return ({ operation }) => {
    const before = inARow.get(operation) ?? 0;
    const faults = faultsOf[operation] ?? [];
    const fault = chance() < 1 / 3 && before < MOST_IN_A_ROW ? faults[Math.floor(chance() * faults.length)] : undefined;
    inARow.set(operation, fault === undefined ? 0 : before + 1);
    return fault ?? null;
  };
}
