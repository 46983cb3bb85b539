import type { Blocker, Dimension, FlowMetrics } from "#core/entities/delivery-state.ts";
import { evidenceId } from "#core/evidence.ts";
import type { RuleSettings } from "#core/settings.ts";
import { count } from "#core/text.ts";
import type { Day } from "#core/time.ts";
import { coloured, nextWorkingDay, unknownDimension, type WorkColour } from "./dimension.ts";

/** What the colour is made of: items in work, how many are past P85, and the longest blocked one. */
type Seen = { wip: number; aged: number; blocked: { key: string; days: number } | null };

/** The colour of the share of work past P85 and of the oldest blocker. A blocker of unknown age counts as young, and is said to be. */
export function colourFlow(flow: FlowMetrics, blockers: readonly Blocker[], today: Day, settings: RuleSettings): Dimension {
  const { flowAmberPercent, flowRedPercent, blockerAmberDays, blockerRedDays } = settings;
  const rule = `Green while at most ${flowAmberPercent} % of the work in progress is older than P85 and no blocker is over ${blockerAmberDays} days old; amber up to ${flowRedPercent} %, or with a blocker of up to ${blockerRedDays} days; red above.`;
  const { p85 } = flow.cycleTime;
  const blocked = longestBlocked(blockers);
  const longest = blocked ? `${blocked.key} has been blocked longest, for ${count(blocked.days, "day")}` : null;
  if ("unknown" in p85) return unknownDimension(rule, [`P85 of the cycle time is not known, because ${p85.unknown}`, longest].filter(Boolean).join("; "));

  const seen: Seen = { wip: flow.wip, aged: flow.agedCount ?? 0, blocked };
  const colour = colourOf(seen, settings);
  const saw = [
    `${seen.aged} of ${count(seen.wip, "item")} in progress ${seen.aged === 1 ? "is" : "are"} older than P85 (${count(p85.days, "day")}${flow.basis === "dates" ? ", from creation to resolution" : ""})`,
    ...(longest ? [longest] : []),
    ...undated(blockers),
  ].join("; ");
  const aged = flow.oldest.filter((item) => item.past === "P85" || item.past === "P95");
  const evidence = [...blockers, ...aged].map((item) => evidenceId("issue", item.key));
  return coloured(colour, rule, colour === "red" ? `${saw}. ${request(seen, today, settings)}` : `${saw}.`, margin(seen, colour, settings), evidence);
}

function longestBlocked(blockers: readonly Blocker[]): Seen["blocked"] {
  return blockers.reduce<Seen["blocked"]>((worst, { key, ageDays }) => (ageDays !== null && ageDays > (worst?.days ?? -1) ? { key, days: ageDays } : worst), null);
}

function undated(blockers: readonly Blocker[]): string[] {
  const number = blockers.filter((one) => one.ageDays === null).length;
  return number === 0 ? [] : [`since when ${count(number, "blocker")} ${number === 1 ? "has" : "have"} stood is not known`];
}

function colourOf({ wip, aged, blocked }: Seen, settings: RuleSettings): WorkColour {
  const days = blocked?.days ?? 0;
  if (aged * 100 > settings.flowRedPercent * wip || days > settings.blockerRedDays) return "red";
  return aged * 100 > settings.flowAmberPercent * wip || days > settings.blockerAmberDays ? "amber" : "green";
}

function request({ blocked }: Seen, today: Day, settings: RuleSettings): string {
  const what = blocked && blocked.days > settings.blockerRedDays ? `clear or take out ${blocked.key}` : "finish, split or stop the aged items before anything new is started";
  return `Asked of whoever leads the team, by ${nextWorkingDay(today)}: ${what}; otherwise what waits behind is late too.`;
}

function margin(seen: Seen, colour: WorkColour, settings: RuleSettings): string {
  const { wip, aged, blocked } = seen;
  if (colour === "red") {
    const fewer = aged - Math.floor((settings.flowRedPercent * wip) / 100);
    const parts = [
      ...(fewer > 0 ? [`${count(fewer, "aged item")} fewer`] : []),
      ...(blocked && blocked.days > settings.blockerRedDays ? [`no blocker over ${settings.blockerRedDays} days`] : []),
    ];
    return `${parts.join(" and ")} would make it amber.`;
  }
  const [percent, limit, next] =
    colour === "green" ? ([settings.flowAmberPercent, settings.blockerAmberDays, "amber"] as const) : ([settings.flowRedPercent, settings.blockerRedDays, "red"] as const);
  const more = Math.floor((percent * wip) / 100) - aged + 1;
  const turns = colourOf({ wip: Math.max(wip, aged + more), aged: aged + more, blocked }, settings);
  const longer = blocked ? `; ${count(limit - blocked.days + 1, "more day")} of ${blocked.key} being blocked would make it ${next}` : "";
  return `${count(more, "more aged item")} would make it ${turns}${longer}.`;
}
