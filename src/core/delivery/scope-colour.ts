import type { Dimension } from "#core/entities/delivery-state.ts";
import type { RuleSettings } from "#core/settings.ts";
import { count } from "#core/text.ts";
import type { Day } from "#core/time.ts";
import { coloured, nextWorkingDay, unknownDimension, type WorkColour } from "./dimension.ts";
import type { ScopeGrowth } from "./scope.ts";

/** The colour of scope added since the commitment, in percent of what was committed. */
export function colourScope(growth: ScopeGrowth, today: Day, settings: RuleSettings): Dimension {
  const { scopeAmberPercent, scopeRedPercent } = settings;
  const rule = `Added since the start of the current sprint, else since the last release: green up to ${scopeAmberPercent} % of what was committed, amber up to ${scopeRedPercent} %, red above.`;
  if ("unknown" in growth) return unknownDimension(rule, growth.unknown);

  const { of, since, committed, added, note, evidence } = growth;
  if (committed === 0) return unknownDimension(rule, `${added} added to ${of} since ${since}, but nothing was in it then to measure that against`);
  const colourOf = (more: number): WorkColour =>
    more * 100 <= scopeAmberPercent * committed ? "green" : more * 100 <= scopeRedPercent * committed ? "amber" : "red";
  const colour = colourOf(added);
  const share = Math.round((added / committed) * 100);
  const saw = [`${added} added to ${committed} committed (${share} %) in ${of} since ${since}.`, note].filter(Boolean).join(" ");
  if (colour === "red") {
    const surplus = added - Math.floor((scopeRedPercent * committed) / 100);
    const because = `${saw} Asked of whoever decides on ${of}, by ${nextWorkingDay(today)}: take ${count(surplus, "item")} out again or accept that as much will not be done; otherwise committed work gives way unseen.`;
    return coloured(colour, rule, because, `${count(surplus, "added item")} fewer would make it amber.`, evidence);
  }
  const percent = colour === "green" ? scopeAmberPercent : scopeRedPercent;
  const more = Math.floor((percent * committed) / 100) - added + 1;
  return coloured(colour, rule, saw, `${count(more, "more added item")} would make it ${colourOf(added + more)}.`, evidence);
}
