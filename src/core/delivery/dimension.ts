import type { Dimension } from "#core/entities/delivery-state.ts";
import type { EvidenceId } from "#core/evidence.ts";
import { addDays, type Day } from "#core/time.ts";

export type WorkColour = "green" | "amber" | "red";

const shownEvidence = 20;

/** A dimension whose colour is known. */
export function coloured(colour: WorkColour, rule: string, because: string, margin: string, evidence: readonly EvidenceId[]): Dimension {
  return { colour, rule, because, margin, evidence: [...new Set(evidence)].slice(0, shownEvidence) };
}

/** A dimension that is not known, with what is missing. */
export function unknownDimension(rule: string, because: string): Dimension {
  return { colour: "grey", rule, because: `Unknown: ${because}.`, margin: null, evidence: [] };
}

/** The first Monday to Friday after a day. */
export function nextWorkingDay(day: Day): Day {
  const next = addDays(day, 1);
  const weekday = new Date(Date.parse(next)).getUTCDay();
  return weekday === 6 ? addDays(next, 2) : weekday === 0 ? addDays(next, 1) : next;
}
