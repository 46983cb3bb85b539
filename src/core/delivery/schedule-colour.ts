import type { Dimension } from "#core/entities/delivery-state.ts";
import type { RuleSettings } from "#core/settings.ts";
import { count } from "#core/text.ts";
import { addDays, daysBetween, type Day } from "#core/time.ts";
import { coloured, nextWorkingDay, unknownDimension, type WorkColour } from "./dimension.ts";
import type { MilestoneOutlook } from "./milestones.ts";

const rule =
  "Nearest release with a date: green when its P85 forecast is on or before the date, amber when only its P50 is, red when its P50 is after it.";

/** The colour of the nearest dated milestone. An open item past the date is late whatever a forecast says. */
export function colourSchedule(milestones: readonly MilestoneOutlook[], today: Day, { forecastHorizonDays }: RuleSettings): Dimension {
  const nearest = milestones[0];
  if (!nearest) return unknownDimension(rule, "none of the releases still to come has a date and items in it");
  const { milestone, outlook } = nearest;
  const { name, date, open, total, evidence } = milestone;
  const left = daysBetween(today, date);
  if (left < 0) {
    const because = `${name} was due on ${date}, ${count(-left, "day")} ago, and ${open} of ${count(total, "item")} ${open === 1 ? "is" : "are"} open.`;
    const margin = `Finishing or moving out ${open === 1 ? "the open item" : `the ${open} open items`} would end the delay.`;
    return coloured("red", rule, `${because} ${request(name, today, "it stays late")}`, margin, evidence);
  }
  if ("unknown" in outlook) return unknownDimension(rule, `${name} is due on ${date}, but cannot be forecast: ${outlook.unknown}`);

  if (open === 0) return coloured("green", rule, `${name} is due on ${date} and all ${count(total, "item")} of it are done.`, "Work added to it and not done by then would make it amber.", evidence);

  const { p50, p85 } = outlook;
  const when = (days: number): string => (days === Infinity ? `more than ${forecastHorizonDays} days away` : addDays(today, days));
  const colour: WorkColour = p85 <= left ? "green" : p50 <= left ? "amber" : "red";
  const because = `${name} is due on ${date} with ${count(open, "open item")}: P50 is ${when(p50)}, P85 ${when(p85)}.`;
  if (colour === "green") return coloured(colour, rule, because, `${count(left - p85 + 1, "more day")} on the P85 would make it amber.`, evidence);
  if (colour === "amber") return coloured(colour, rule, because, `${count(left - p50 + 1, "more day")} on the P50 would make it red.`, evidence);
  const margin = p50 === Infinity ? "No later date would do: the scope grows as fast as it is finished." : `${count(p50 - left, "day")} less on the P50, or as much more time, would make it amber.`;
  return coloured(colour, rule, `${because} ${request(name, today, `it is more likely than not to miss ${date}`)}`, margin, evidence);
}

function request(name: string, today: Day, otherwise: string): string {
  return `Asked of whoever decides on ${name}, by ${nextWorkingDay(today)}: cut scope, move the date, or accept the delay; otherwise ${otherwise}.`;
}
