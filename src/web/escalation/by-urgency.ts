import type { Escalation } from "#core/entities/escalation.ts";

/** Critical before normal, then by the day the default applies. */
export function byUrgency(escalations: readonly Escalation[]): Escalation[] {
  const rank = ({ severity, defaultOn }: Escalation) => `${severity === "critical" ? 0 : 1}${defaultOn}`;
  return escalations.toSorted((a, b) => rank(a).localeCompare(rank(b)));
}
