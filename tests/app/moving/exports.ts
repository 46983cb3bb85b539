import { join } from "node:path";
import { writeExport } from "#app/moving/write-export.ts";
import { type Export, verifyExport } from "#app/moving/read-export.ts";
import type { Item } from "#core/ports.ts";
import { NOON } from "#tests/store/temporary.ts";
import { temporaryDataDir } from "#tests/support/start-workbench.ts";

/** Items of several shapes; every tenth expires at the second given. */
export function someItems(many: number, TTL = 4_000_000_000): Item[] {
  return Array.from({ length: many }, (_, number): Item => ({
    PK: `PROJECT#${number % 7}`,
    SK: `ISSUE#${number}`,
    ...(number % 3 === 0 && { GSI1PK: "STATUS#open", GSI1SK: String(number) }),
    ...(number % 10 === 0 && { TTL }),
    zulu: number / 8,
    alpha: { two: [null, true, { b: "Größe 漢字", a: "\u2028" }], one: "" },
  }));
}

export async function* each<T>(values: readonly T[]): AsyncGenerator<T> {
  yield* values;
}

/** An export of these items, gone when the test is over. */
export async function exportOf(items: readonly Item[], name = "items.jsonl"): Promise<Export> {
  const file = join(temporaryDataDir(), name);
  await writeExport({ file, header, items: each(items), overwrite: false, onProgress: () => undefined });
  return verifyExport(file);
}

export const header = { format: "agentic-pm-export", version: 1, at: NOON, store: "sqlite", demo: false } as const;
