import type { Condition, Item, Json } from "#core/ports.ts";

/** Whether a condition holds for an item; of an absent item every attribute is absent. */
export function holds(condition: Condition, item: Item | null): boolean {
  if ("and" in condition) return condition.and.every((part) => holds(part, item));
  if ("or" in condition) return condition.or.some((part) => holds(part, item));
  if ("not" in condition) return !holds(condition.not, item);
  if ("exists" in condition) return valueOf(item, condition.exists) !== undefined;
  if ("absent" in condition) return valueOf(item, condition.absent) === undefined;
  if ("equals" in condition) return same(valueOf(item, condition.equals[0]), condition.equals[1]);
  if ("oneOf" in condition) {
    const value = valueOf(item, condition.oneOf[0]);
    return condition.oneOf[1].some((candidate) => same(value, candidate));
  }
  if ("less" in condition) return (order(valueOf(item, condition.less[0]), condition.less[1]) ?? 0) < 0;
  return (order(valueOf(item, condition.atMost[0]), condition.atMost[1]) ?? 1) <= 0;
}

/** Own attributes only: an attribute called "constructor" is absent unless the item has it. */
function valueOf(item: Item | null, attribute: string): Json | undefined {
  return item !== null && Object.hasOwn(item, attribute) ? item[attribute] : undefined;
}

/** Negative, zero or positive; null when the two are not both numbers or both text. */
function order(left: Json | undefined, right: string | number): number | null {
  if (typeof left === "number" && typeof right === "number") return left - right;
  if (typeof left === "string" && typeof right === "string") return Buffer.compare(Buffer.from(left), Buffer.from(right));
  return null;
}

/** Equal by value; maps whatever the order of their names. */
export function same(left: Json | Item | undefined, right: Json | Item | undefined): boolean {
  if (left === right) return true;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  if (Array.isArray(left) || Array.isArray(right)) {
    if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false;
    return left.every((member, index) => same(member, right[index]));
  }
  const names = Object.keys(left);
  if (names.length !== Object.keys(right).length) return false;
  return names.every((name) => Object.hasOwn(right, name) && same(left[name], right[name]));
}
