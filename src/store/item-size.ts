import type { Item, Json } from "#core/ports.ts";

/** DynamoDB's limit for one item, attribute names included, less what an engine may add of its own. */
export const MAX_ITEM_BYTES = 400 * 1024 - 64;
/** DynamoDB's limit for one transaction. */
export const MAX_WRITE_BYTES = 4 * 1024 * 1024;

const SHORT = 40;
const LAST_OF_ONE_BYTE = 0x7f;

/**
 * The size of an item in bytes as DynamoDB counts it: UTF-8 names and strings, half a byte per significant digit, one byte
 * per null or boolean, three per list or map and one per member.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export function itemSize(item: Item): number {
  let bytes = 0;
  for (const [name, value] of Object.entries(item)) {
    if (value !== undefined) bytes += textSize(name) + valueSize(value);
  }
  return bytes;
}

function valueSize(value: Json): number {
  if (value === null || typeof value === "boolean") return 1;
  if (typeof value === "string") return textSize(value);
  if (typeof value === "number") return numberSize(value);
  if (Array.isArray(value)) return value.reduce<number>((bytes, member) => bytes + 1 + valueSize(member), 3);
  let bytes = 3;
  for (const [name, member] of Object.entries(value)) bytes += 1 + textSize(name) + valueSize(member);
  return bytes;
}

/** The bytes of a text as UTF-8. Of short plain ones, as names are, counting here is faster than asking. */
function textSize(text: string): number {
  if (text.length > SHORT) return Buffer.byteLength(text);
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > LAST_OF_ONE_BYTE) return Buffer.byteLength(text);
  return text.length;
}

function numberSize(value: number): number {
  const significant = Math.abs(value).toString().replace(/e.*$/, "").replace(".", "").replace(/^0+|0+$/g, "");
  return Math.ceil(significant.length / 2) + (value < 0 ? 2 : 1);
}
