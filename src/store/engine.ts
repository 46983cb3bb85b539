import type { Item, Store } from "#core/ports.ts";

/** A store with what only the operator's commands and jobs need of an engine. */
export type Engine = Store & {
  /** Every item there is and has not expired, in no particular order, read a few at a time. */
  everything(): AsyncIterable<Item>;
  /** Deletes what has expired and answers how many items that were; 0 where the provider does it. Readers never depend on it. */
  sweep(): Promise<number>;
  close(): void;
};
