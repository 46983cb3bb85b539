import type { RaidItem } from "#core/entities/raid-log.ts";

// The same two rules as beside the entity, whose module would bring its schemas, and zod, into the page.

/** Probability times impact, 1 to 25; null when either is unknown. */
export function exposure({ probability, impact }: RaidItem): number | null {
  return probability === null || impact === null ? null : probability * impact;
}

/** Neither resolved nor closed; an accepted item stays in sight. */
export function isOpen({ status }: RaidItem): boolean {
  return status !== "closed" && status !== "resolved";
}
