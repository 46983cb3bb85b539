import { inspect } from "node:util";
import type { Condition, Item, Json, Key, Operation, Query } from "#core/ports.ts";
import { storeError } from "./errors.ts";
import { itemSize, MAX_ITEM_BYTES } from "./item-size.ts";
import { describeKey, identityOf, keyAttributes } from "./keys.ts";
import { table } from "./table.ts";

const MAX_OPERATIONS = 100;
const MAX_DEPTH = 32;
const MAX_KEY_BYTES = { partition: 2048, sort: 1024 };
/** Seconds in the year 5138: a larger TTL was given in milliseconds. */
const MAX_TTL = 100_000_000_000;

/** What every engine refuses before it does any work, so that engines differ in nothing but where items are kept. */
export function validateOperations(operations: readonly Operation[]): void {
  if (operations.length < 1 || operations.length > MAX_OPERATIONS) {
    throw storeError("invalid", `A write takes 1 to ${MAX_OPERATIONS} operations, not ${operations.length}. Split it or leave it out.`);
  }
  for (const operation of operations) validateOperation(operation);
  validateDistinct(operations.map((operation) => (operation.kind === "put" ? operation.item : operation.key)));
}

function validateOperation(operation: Operation): void {
  if (operation.if !== undefined) validateCondition(operation.if);
  if (operation.kind === "put") return validateItem(operation.item);
  validateKey(operation.key);
  if (operation.kind === "add") validateAmounts(operation);
}

function validateAmounts(operation: Extract<Operation, { kind: "add" }>): void {
  const { amounts, initial } = operation;
  const what = describeKey(operation.key);
  if (Object.keys(amounts).length === 0) throw storeError("invalid", `Adding to ${what} names no amount.`);
  for (const [attribute, amount] of Object.entries(amounts)) {
    if (isTableAttribute(attribute)) throw storeError("invalid", `Adding to ${what}: ${attribute} is not a counter.`);
    if (!Number.isSafeInteger(amount)) {
      throw storeError("invalid", `Adding to ${what}: the amount of ${attribute} must be a whole number, not ${amount}.`);
    }
    if (initial !== undefined && Object.hasOwn(initial, attribute)) {
      throw storeError("invalid", `Adding to ${what}: ${attribute} is both an amount and an initial attribute. Keep one.`);
    }
  }
  if (initial !== undefined) validateItem({ ...initial, ...amounts, ...operation.key });
}

/** Two parts of one request must not meet on one item. */
export function validateDistinct(keys: readonly Key[]): void {
  const seen = new Set<string>();
  for (const key of keys) {
    const id = identityOf(key);
    if (seen.has(id)) throw storeError("invalid", `${describeKey(key)} is written twice in one request. Write it once.`);
    seen.add(id);
  }
}

/** An item that any engine can keep and give back unchanged. */
export function validateItem(item: Item): void {
  validateKey(item);
  const what = describeKey(item);
  for (const index of Object.values(table.indexes)) {
    const partition = item[index.partitionKey];
    const sort = item[index.sortKey];
    if (!Object.hasOwn(item, index.partitionKey) && !Object.hasOwn(item, index.sortKey)) continue;
    validateKeyText(partition, index.partitionKey, MAX_KEY_BYTES.partition, what);
    validateKeyText(sort, index.sortKey, MAX_KEY_BYTES.sort, what);
  }
  if (Object.hasOwn(item, "TTL") && !(Number.isInteger(item.TTL) && Number(item.TTL) > 0 && Number(item.TTL) < MAX_TTL)) {
    throw storeError("invalid", `TTL of ${what} must be whole epoch seconds, not ${JSON.stringify(item.TTL)}.`);
  }
  for (const [name, value] of Object.entries(item)) {
    if (name === "") throw storeError("invalid", `${what} has an attribute without a name.`);
    validateValue(value, `${what}: ${name}`);
  }
  const bytes = itemSize(item);
  if (bytes > MAX_ITEM_BYTES) {
    throw storeError("item-too-large", `${what} has ${bytes} bytes; one item holds at most ${MAX_ITEM_BYTES}.`, {
      key: { PK: item.PK, SK: item.SK },
      bytes,
    });
  }
}

export function validateKey(key: Key): void {
  validateKeyText(key.PK, "PK", MAX_KEY_BYTES.partition, describeKey(key));
  validateKeyText(key.SK, "SK", MAX_KEY_BYTES.sort, describeKey(key));
}

/** Text with half a surrogate pair has no UTF-8 form of its own: two different keys would become one. */
function validateKeyText(value: Json | undefined, attribute: string, maxBytes: number, what: string): void {
  if (typeof value !== "string" || value === "" || !value.isWellFormed() || Buffer.byteLength(value) > maxBytes) {
    throw storeError("invalid", `${attribute} of ${what} must be well-formed text of 1 to ${maxBytes} bytes.`);
  }
}

function validateValue(value: unknown, what: string): void {
  const fault = faultIn(value, 1);
  if (fault !== null) throw storeError("invalid", `${what}${fault}; an item holds null, booleans, finite numbers, text, lists and maps.`);
}

/** Where and why a value cannot be kept, as the end of a sentence; null for one that can. */
function faultIn(value: unknown, depth: number): string | null {
  if (depth > MAX_DEPTH) return ` is nested deeper than ${MAX_DEPTH} levels`;
  if (value === null || typeof value === "string" || typeof value === "boolean") return null;
  if (typeof value === "number" && Number.isFinite(value)) return null;
  if (typeof value !== "object" || !(Array.isArray(value) || isPlain(value))) return ` is ${inspect(value, { depth: 0 })}`;
  for (const [name, member] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
    const fault = faultIn(member, depth + 1);
    if (fault !== null) return `.${name}${fault}`;
  }
  return null;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

export function validateQuery(query: Query): void {
  if (query.partition === "") throw storeError("invalid", "A query needs a partition.");
  if (query.limit !== undefined && !(Number.isInteger(query.limit) && query.limit >= 1)) {
    throw storeError("invalid", `A query's limit must be a whole number from 1, not ${query.limit}.`);
  }
  for (const bound of Object.values(query.sort ?? {})) {
    if (bound === "") throw storeError("invalid", "A bound of a query's sort must not be empty. Leave the bound out.");
  }
  if (query.filter !== undefined) validateCondition(query.filter);
}

/** Also refuses what DynamoDB has no expression for: lists without a member. */
function validateCondition(condition: Condition): void {
  if ("and" in condition) return validateParts("and", condition.and);
  if ("or" in condition) return validateParts("or", condition.or);
  if ("not" in condition) return validateCondition(condition.not);
  if ("oneOf" in condition) {
    const [attribute, values] = condition.oneOf;
    if (values.length < 1 || values.length > 100) {
      throw storeError("invalid", `oneOf ${attribute} takes 1 to 100 values, not ${values.length}.`);
    }
    for (const value of values) validateValue(value, `oneOf ${attribute}`);
  }
  if ("equals" in condition) validateValue(condition.equals[1], `equals ${condition.equals[0]}`);
  if ("less" in condition) validateValue(condition.less[1], `less ${condition.less[0]}`);
  if ("atMost" in condition) validateValue(condition.atMost[1], `atMost ${condition.atMost[0]}`);
}

function validateParts(name: string, parts: readonly Condition[]): void {
  if (parts.length === 0) throw storeError("invalid", `A condition "${name}" needs at least one part.`);
  for (const part of parts) validateCondition(part);
}

function isTableAttribute(attribute: string): boolean {
  return attribute === table.timeToLive || keyAttributes.some((key) => key === attribute);
}
