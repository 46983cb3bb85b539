import type { Item } from "#core/ports.ts";

/** What each side is asked to do. Every function answers how many items it read or wrote, so that nobody is fast by doing less. */
export type Side = {
  name: string;
  get(): Promise<number>;
  put(): Promise<number>;
  update(): Promise<number>;
  transaction(): Promise<number>;
  query(): Promise<number>;
  filtered(): Promise<number>;
  close(): Promise<void>;
};

export type OperationName = Exclude<keyof Side, "name" | "close">;

/** Each operation in words, and how many items it has to answer. */
export const operations: Record<OperationName, { words: string; items: number }> = {
  get: { words: "get", items: 1 },
  put: { words: "put", items: 1 },
  update: { words: "conditional update", items: 1 },
  transaction: { words: "transaction of 4", items: 4 },
  query: { words: "query of 100", items: 100 },
  filtered: { words: "20 of 10,000, filtered", items: 20 },
};

/** A partition of a hundred items to get and query, and one of ten thousand of which every 500th is wanted. */
export const hundred = "BENCH#hundred";
export const many = "BENCH#many";
/** The partition written to. Its first item is there to be updated, the next four to be written together, others are put after them. */
export const written = "BENCH#written";
export const lastWritten = 4;

/** An item of about 1 KB. */
export function itemOf(partition: string, number: number, version = 1): Item {
  return {
    PK: partition,
    SK: `ITEM#${String(number).padStart(8, "0")}`,
    version,
    kind: number % 500 === 0 ? "wanted" : "other",
    title: `Item ${number}`,
    createdAt: "2024-05-15T09:00:00.000Z",
    text: "The wind gauge shows the last value it read and not the one now. ".repeat(13),
  };
}

export function seedItems(): Item[] {
  return [
    ...Array.from({ length: 100 }, (_, number) => itemOf(hundred, number)),
    ...Array.from({ length: 10_000 }, (_, number) => itemOf(many, number)),
    ...Array.from({ length: lastWritten + 1 }, (_, number) => itemOf(written, number)),
  ];
}
