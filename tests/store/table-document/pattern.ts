import type { Operation, Store } from "#core/ports.ts";

/** A named read or write of the table, what it is for, and the call of it that is measured. */
export type Pattern = { name: string; does: string; call: (store: Store) => Promise<unknown> };

export type Section = { title: string; patterns: readonly Pattern[] };

export function pattern(name: string, does: string, call: Pattern["call"]): Pattern {
  return { name, does, call };
}

/** One that makes operations, measured as a write of nothing else. */
export function writing(name: string, does: string, ...operations: readonly Operation[]): Pattern {
  return pattern(name, does, (store) => store.write(operations));
}
