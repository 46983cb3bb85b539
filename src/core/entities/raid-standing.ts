// Apart from the schema, so that the page can use it without loading schemas.
import type { RaidItem } from "./raid-log.ts";

/** Probability times impact, 1 to 25 (PMBOK's probability and impact matrix); null when either is unknown. */
export function exposure(item: Pick<RaidItem, "probability" | "impact">): number | null {
  return item.probability === null || item.impact === null ? null : item.probability * item.impact;
}

/** Open for the colours and lists: neither resolved nor closed. An accepted item stays in sight. */
export function isOpen(item: Pick<RaidItem, "status">): boolean {
  return item.status !== "closed" && item.status !== "resolved";
}
