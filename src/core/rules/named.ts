import type { Issue } from "#core/entities/issue.ts";
import { excerpt } from "#core/text.ts";

/** A key alone means little at the end of a day: `TIMOB-18410 “iOS: ListView checkmarks fly in…”`. */
export function named({ key, summary }: Pick<Issue, "key" | "summary">, length: number): string {
  return summary === "" ? key : `${key} “${excerpt(summary, length)}”`;
}
