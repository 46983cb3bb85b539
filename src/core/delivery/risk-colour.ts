import type { Dimension } from "#core/entities/delivery-state.ts";
import type { RaidItem, RaidLog } from "#core/entities/raid-log.ts";
import { exposure, isOpen } from "#core/entities/raid-standing.ts";
import type { RuleSettings } from "#core/settings.ts";
import { count } from "#core/text.ts";
import type { Day } from "#core/time.ts";
import { compareText } from "./order.ts";
import { coloured, nextWorkingDay, unknownDimension } from "./dimension.ts";

/** The colour of the RAID log's open items. A review is overdue when the date of an item's next action has passed. */
export function colourRisk(raid: RaidLog, today: Day, settings: RuleSettings): Dimension {
  const { riskAmberExposure, riskRedExposure } = settings;
  const rule = `Green with nothing open at exposure ${riskAmberExposure} or more; amber from ${riskAmberExposure}, or with an overdue review; red at ${riskRedExposure} or more without an owner and a dated next action.`;
  if (raid.items.length === 0) return unknownDimension(rule, "the RAID log is empty and has never been reviewed");

  const open = raid.items.filter(isOpen).sort((a, b) => exposureOf(b) - exposureOf(a) || compareText(a.raised, b.raised));
  const high = open.filter((item) => exposureOf(item) >= riskAmberExposure);
  const loose = high.filter((item) => exposureOf(item) >= riskRedExposure && (item.owner === null || item.nextAction?.due == null));
  const overdue = open.filter((item) => item.nextAction?.due != null && item.nextAction.due < today);
  const evidence = [...loose, ...high, ...overdue].flatMap((item) => item.evidence);

  if (loose.length > 0) {
    const because = `${named(loose)} at exposure ${riskRedExposure} or more without ${wanted(loose).toLowerCase()}. Asked of whoever leads the project, by ${nextWorkingDay(today)}: name who takes ${loose.length === 1 ? "it" : "each"} and by when; otherwise nobody is acting on the gravest ${loose.length === 1 ? "matter" : "matters"}.`;
    return coloured("red", rule, because, `${wanted(loose)} for ${count(loose.length, "item")} would make it amber.`, evidence);
  }
  const redder = `1 item at exposure ${riskRedExposure} or more without an owner and a dated next action would make it red.`;
  if (high.length > 0) return coloured("amber", rule, `${named(high)} at exposure ${riskAmberExposure} or more.${late(overdue)}`, redder, evidence);
  if (overdue.length > 0) return coloured("amber", rule, `Nothing open is at exposure ${riskAmberExposure} or more.${late(overdue)}`, redder, evidence);
  const because = `Nothing open is at exposure ${riskAmberExposure} or more (${count(open.length, "open item")}).`;
  return coloured("green", rule, because, `1 item at exposure ${riskAmberExposure} or more, or 1 overdue review, would make it amber.`, open.flatMap((item) => item.evidence));
}

/** What the items lack to be in hand, together. */
function wanted(loose: readonly RaidItem[]): string {
  if (loose.every((item) => item.nextAction?.due != null)) return "An owner";
  return loose.every((item) => item.owner !== null) ? "A dated next action" : "An owner and a dated next action";
}

function exposureOf(item: RaidItem): number {
  return exposure(item) ?? 0;
}

function named(items: readonly RaidItem[]): string {
  const ids = items.slice(0, 3).map((item) => item.id);
  const rest = items.length - ids.length;
  return `${count(items.length, "open item")} (${ids.join(", ")}${rest > 0 ? ` and ${rest} more` : ""})`;
}

function late(overdue: readonly RaidItem[]): string {
  return overdue.length === 0 ? "" : ` The next action is overdue on ${named(overdue)}.`;
}
