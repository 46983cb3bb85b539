import { inspect } from "node:util";
import type { Condition, Item, Json, Key, Operation, Query } from "#core/ports.ts";
import { storeError } from "./errors.ts";
import { itemSize, MAX_ITEM_BYTES, MAX_WRITE_BYTES } from "./item-size.ts";
import { describeKey, identityOf, keyAttributes } from "./keys.ts";
import { keyIn } from "./operation.ts";
import { table } from "./table.ts";

const MAX_OPERATIONS = 100;
const MAX_DEPTH = 32;
const MAX_NAME_BYTES = 255;
/** Comparisons in one condition, a negation counted as one more: DynamoDB takes 300 operators and 4 KB of expression. */
const MAX_COMPARISONS = 100;
const MAX_KEY_BYTES = { partition: 2048, sort: 1024 };
/** What DynamoDB's numbers reach, in powers of ten. */
const SMALLEST = 1e-129;
const LARGEST = 1e125;
/** Seconds in the year 5138: a larger TTL was given in milliseconds. */
const MAX_TTL = 100_000_000_000;

/** What every engine refuses before it does any work, so that engines differ in nothing but where items are kept. */
export function validateOperations(operations: readonly Operation[]): void {
  if (operations.length < 1 || operations.length > MAX_OPERATIONS) {
    throw storeError("invalid", `A write takes 1 to ${MAX_OPERATIONS} operations, not ${operations.length}. Split it or leave it out.`);
  }
  for (const operation of operations) validateOperation(operation);
  validateDistinct(operations.map(keyIn));
  const bytes = operations.reduce((sum, operation) => sum + (operation.kind === "put" ? itemSize(operation.item) : 0), 0);
  if (bytes > MAX_WRITE_BYTES) {
    throw storeError("item-too-large", `A write of ${bytes} bytes is too large; one holds at most ${MAX_WRITE_BYTES}. Split it.`, { bytes });
  }
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
  const count = Object.keys(amounts).length;
  if (count === 0) throw storeError("invalid", `Adding to ${what} names no amount.`);
  const comparisons = 2 * count + (operation.if === undefined ? 0 : comparisonsIn(operation.if));
  if (comparisons > MAX_COMPARISONS) {
    throw storeError("invalid", `Adding to ${what}: the condition and two for each amount are at most ${MAX_COMPARISONS} comparisons, not ${comparisons}. Split it.`);
  }
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
    const wrong = faultInName(name);
    if (wrong !== null) throw storeError("invalid", `${what} has an attribute ${wrong}.`);
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

/** `what` names the value at the start of the message. */
export function validateValue(value: unknown, what: string): void {
  const fault = faultIn(value, 1);
  if (fault !== null) throw storeError("invalid", `${what}${fault}; an item holds null, booleans, finite numbers, text, lists and maps.`);
}

/** Where and why a value cannot be kept, as the end of a sentence; null for one that can. */
function faultIn(value: unknown, depth: number): string | null {
  if (depth > MAX_DEPTH) return ` is nested deeper than ${MAX_DEPTH} levels`;
  if (value === null || typeof value === "boolean") return null;
  if (typeof value === "string") return value.isWellFormed() ? null : " holds half a surrogate pair";
  if (typeof value === "number" && Number.isFinite(value)) return isWithinReach(value) ? null : ` is ${value}, out of reach`;
  if (typeof value !== "object" || !(Array.isArray(value) || isPlain(value))) return ` is ${inspect(value, { depth: 0 })}`;
  if (Array.isArray(value)) return faultInMembers(value.entries(), depth);
  const wrong = Object.entries(value).map(([name, member]) => faultInName(name) ?? faultInMember(name, member)).find((fault) => fault !== null);
  return wrong === undefined ? faultInMembers(Object.entries(value), depth) : ` has a member ${wrong}`;
}

function faultInMembers(members: Iterable<[string | number, unknown]>, depth: number): string | null {
  for (const [name, member] of members) {
    const fault = faultIn(member, depth + 1);
    if (fault !== null) return `.${name}${fault}`;
  }
  return null;
}

/** Why something cannot be the name of an attribute; null for one that can. The SDK loses one called __proto__. */
function faultInName(name: string): string | null {
  if (name === "") return "without a name";
  if (name === "__proto__" || name === table.writeToken) return `called ${name}, which no item may have`;
  if (!name.isWellFormed() || Buffer.byteLength(name) > MAX_NAME_BYTES) return `whose name is not well-formed text of at most ${MAX_NAME_BYTES} bytes`;
  return null;
}

/** The SDK takes what contains it for an instance of the class of that name. */
function faultInMember(name: string, member: unknown): string | null {
  const isClass = name === "constructor" && typeof member === "object" && member !== null && Object.hasOwn(member, "name");
  return isClass ? "called constructor that has a name, which cannot be told from a class" : null;
}

function isWithinReach(value: number): boolean {
  const size = Math.abs(value);
  return size === 0 || (size >= SMALLEST && size <= LARGEST);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

export function validateQuery(query: Query): void {
  const { index, partition, sort, filter, limit } = query;
  validateKeyText(partition, "The partition", MAX_KEY_BYTES.partition, "a query");
  if (limit !== undefined && !(Number.isInteger(limit) && limit >= 1)) {
    throw storeError("invalid", `A query's limit must be a whole number from 1, not ${limit}.`);
  }
  for (const bound of Object.values(sort ?? {})) {
    if (bound !== undefined) validateKeyText(bound, "A bound of the sort", MAX_KEY_BYTES.sort, "a query");
  }
  if (query.consistent && index !== undefined) {
    throw storeError("invalid", `A query of ${index} cannot be consistent: an index lags behind. Read the items themselves again.`);
  }
  if (filter === undefined) return;
  validateCondition(filter);
  const { partitionKey, sortKey } = index === undefined ? table : table.indexes[index];
  for (const attribute of attributesIn(filter)) {
    if (attribute !== partitionKey && attribute !== sortKey) continue;
    throw storeError("invalid", `A filter cannot ask for ${attribute}, which the query goes by. Use partition and sort.`);
  }
}

/** Also refuses what DynamoDB has no expression for: lists without a member. */
function validateCondition(condition: Condition): void {
  const attributes = [...attributesIn(condition)];
  const comparisons = comparisonsIn(condition);
  if (comparisons > MAX_COMPARISONS) {
    throw storeError("invalid", `A condition makes at most ${MAX_COMPARISONS} comparisons and negations, not ${comparisons}.`);
  }
  for (const attribute of attributes) {
    const wrong = faultInName(attribute);
    if (wrong !== null) throw storeError("invalid", `A condition names an attribute ${wrong}.`);
  }
  validateValues(condition);
}

function validateValues(condition: Condition): void {
  if ("and" in condition) return validateParts("and", condition.and);
  if ("or" in condition) return validateParts("or", condition.or);
  if ("not" in condition) return validateValues(condition.not);
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
  for (const part of parts) validateValues(part);
}

function comparisonsIn(condition: Condition): number {
  if ("and" in condition) return condition.and.reduce((sum, part) => sum + comparisonsIn(part), 0);
  if ("or" in condition) return condition.or.reduce((sum, part) => sum + comparisonsIn(part), 0);
  if ("not" in condition) return 1 + comparisonsIn(condition.not);
  return "oneOf" in condition ? condition.oneOf[1].length : 1;
}

/** The attributes a condition compares. */
function attributesIn(condition: Condition): string[] {
  if ("and" in condition) return condition.and.flatMap(attributesIn);
  if ("or" in condition) return condition.or.flatMap(attributesIn);
  if ("not" in condition) return attributesIn(condition.not);
  if ("exists" in condition) return [condition.exists];
  if ("absent" in condition) return [condition.absent];
  if ("equals" in condition) return [condition.equals[0]];
  if ("less" in condition) return [condition.less[0]];
  if ("atMost" in condition) return [condition.atMost[0]];
  return [condition.oneOf[0]];
}

function isTableAttribute(attribute: string): boolean {
  return attribute === table.timeToLive || keyAttributes.some((key) => key === attribute);
}
