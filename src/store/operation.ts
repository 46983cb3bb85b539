import type { Item, Key, Operation } from "#core/ports.ts";
import { storeError } from "./errors.ts";
import { holds } from "./evaluate.ts";
import { describeKey } from "./keys.ts";

type Add = Extract<Operation, { kind: "add" }>;

/** The key an operation works on. */
export function keyIn(operation: Operation): Key {
  const { PK, SK } = operation.kind === "put" ? operation.item : operation.key;
  return { PK, SK };
}

/**
 * Whether DynamoDB needs a transaction for it, at twice the price. Of single operations these are the ones that could not be
 * told from another's when the answer is lost: an addition leaves no trace of who added, a deletion none at all.
 */
export function isTransaction(operations: readonly Operation[]): boolean {
  const [first, second] = operations;
  if (first === undefined || second !== undefined) return true;
  return first.kind === "add" || first.kind === "check" || (first.kind === "delete" && first.if !== undefined);
}

/** Throws `condition-failed` unless the operation may be carried out on the item as it is (null: there is none). */
export function requireCondition(operation: Operation, item: Item | null): void {
  const known = operation.kind !== "add" || operation.initial !== undefined || item !== null;
  if (known && (operation.if === undefined || holds(operation.if, item))) return;
  throw conditionFailed(keyIn(operation), item);
}

export function conditionFailed(key: Key, item: Item | null): Error {
  const found = item === null ? "does not exist" : "is not as this write expects";
  return storeError("condition-failed", `${describeKey(key)} ${found}. Read it again and decide afresh.`, { key, item });
}

/** The item after an addition; `invalid` where what is there is no number, or the sum no exact one. */
export function sumOf(operation: Add, before: Item | null): Item {
  const sums = Object.entries(operation.amounts).map(([attribute, amount]): [string, number] => {
    const present = before !== null && Object.hasOwn(before, attribute);
    const sum = present ? before[attribute] : 0;
    if (typeof sum === "number" && sum >= lowestToAdd(amount) && sum <= highestToAdd(amount)) return [attribute, sum + amount];
    throw storeError("invalid", `${attribute} of ${describeKey(operation.key)} is ${JSON.stringify(sum)}: ${amount} cannot be added to it.`);
  });
  return { ...(before ?? { ...operation.initial, ...keyIn(operation) }), ...Object.fromEntries(sums) };
}

/** What may at least be there for the sum with an amount to be a whole number any engine can hold. */
export function lowestToAdd(amount: number): number {
  return -Number.MAX_SAFE_INTEGER - amount;
}

/** What may at most be there. */
export function highestToAdd(amount: number): number {
  return Number.MAX_SAFE_INTEGER - amount;
}
