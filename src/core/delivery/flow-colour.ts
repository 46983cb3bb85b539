import type { Blocker, Dimension, FlowMetrics } from "#core/entities/delivery-state.ts";
import { evidenceId } from "#core/evidence.ts";
import type { RuleSettings } from "#core/settings.ts";
import { count } from "#core/text.ts";
import type { Day } from "#core/time.ts";
import { coloured, nextWorkingDay, unknownDimension, type WorkColour } from "./dimension.ts";

/** What the colour is made of: items in work, how many are past P85, and the longest blocked one in days. */
type Seen = { wip: number; aged: number; blockedDays: number };

/** The colour of the share of work past P85 and of the oldest blocker. A blocker of unknown age counts as young, and is said to be. */
export function colourFlow(flow: FlowMetrics, blockers: readonly Blocker[], today: Day, settings: RuleSettings): Dimension {
  const { flowAmberPercent, flowRedPercent, blockerAmberDays, blockerRedDays } = settings;
  const rule = `Green while at most ${flowAmberPercent} % of the work in progress is older than P85 and no blocker is over ${blockerAmberDays} days old; amber up to ${flowRedPercent} %, or with a blocker of up to ${blockerRedDays} days; red above.`;
  const { p85 } = flow.cycleTime;
  if ("unknown" in p85) return unknownDimension(rule, `P85 of the cycle time is not known, because ${p85.unknown}`);
  const oldest = blockers.reduce<Blocker | null>((worst, one) => ((one.ageDays ?? -1) > (worst?.ageDays ?? -1) ? one : worst), null);
  const seen: Seen = { wip: flow.wip, aged: flow.agedCount ?? 0, blockedDays: oldest?.ageDays ?? 0 };
  const colour = colourOf(seen, settings);
  const because = [
    `${seen.aged} of ${count(seen.wip, "item")} in progress ${seen.aged === 1 ? "is" : "are"} older than P85 (${count(p85.days, "day")}${flow.basis === "dates" ? ", from creation to resolution" : ""})`,
    ...(oldest ? [`${oldest.key} has been blocked longest, for ${count(seen.blockedDays, "day")}`] : []),
    ...undated(blockers),
  ].join("; ");
  const ask = `Asked of whoever leads the team, by ${nextWorkingDay(today)}: ${oldest && seen.blockedDays > blockerRedDays ? `clear or take out ${oldest.key}` : "finish, split or stop the aged items before anything new is started"}; otherwise what waits behind them is late too.`;
  const evidence = [
    ...(oldest ? [oldest] : []),
    ...blockers.filter((one) => one !== oldest),
    ...flow.oldest.filter((item) => item.past === "P85" || item.past === "P95"),
  ].map((item) => evidenceId("issue", item.key));
  return coloured(colour, rule, colour === "red" ? `${because}. ${ask}` : `${because}.`, margin(seen, colour, oldest, settings), evidence);
}

function undated(blockers: readonly Blocker[]): string[] {
  const number = blockers.filter((one) => one.ageDays === null).length;
  return number === 0 ? [] : [`since when ${count(number, "blocker")} ${number === 1 ? "has" : "have"} stood is not known`];
}

function colourOf({ wip, aged, blockedDays }: Seen, settings: RuleSettings): WorkColour {
  if (aged * 100 > settings.flowRedPercent * wip || blockedDays > settings.blockerRedDays) return "red";
  return aged * 100 > settings.flowAmberPercent * wip || blockedDays > settings.blockerAmberDays ? "amber" : "green";
}

function margin(seen: Seen, colour: WorkColour, oldest: Blocker | null, settings: RuleSettings): string {
  const { wip, aged, blockedDays } = seen;
  if (colour === "red") {
    const fewer = aged - Math.floor((settings.flowRedPercent * wip) / 100);
    const parts = [
      ...(fewer > 0 ? [`${count(fewer, "aged item")} fewer`] : []),
      ...(oldest && blockedDays > settings.blockerRedDays ? [`no blocker over ${settings.blockerRedDays} days`] : []),
    ];
    return `${parts.join(" and ")} would make it amber.`;
  }
  const percent = colour === "green" ? settings.flowAmberPercent : settings.flowRedPercent;
  const more = Math.floor((percent * wip) / 100) - aged + 1;
  const next = colourOf({ wip: Math.max(wip, aged + more), aged: aged + more, blockedDays }, settings);
  const limit = colour === "green" ? settings.blockerAmberDays : settings.blockerRedDays;
  const longer = oldest?.ageDays === undefined || oldest.ageDays === null ? "" : `; so would ${count(limit - blockedDays + 1, "more day")} of ${oldest.key} being blocked${next === worse(colour) ? "" : ` (${worse(colour)})`}`;
  return `${count(more, "more aged item")} would make it ${next}${longer}.`;
}

function worse(colour: "green" | "amber"): WorkColour {
  return colour === "green" ? "amber" : "red";
}
