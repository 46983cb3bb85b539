import type { Blocker, Colour, DeliveryState, Dimension, DimensionName, FlowMetrics } from "#core/entities/delivery-state.ts";
import type { RaidLog } from "#core/entities/raid-log.ts";
import type { Situation } from "#core/rules/situation.ts";
import { colourFlow } from "./flow-colour.ts";
import type { MilestoneOutlook } from "./milestones.ts";
import { colourRisk } from "./risk-colour.ts";
import { colourSchedule } from "./schedule-colour.ts";
import { colourScope } from "./scope-colour.ts";
import type { ScopeGrowth } from "./scope.ts";

type Dimensions = DeliveryState["dimensions"];
type Input = { milestones: readonly MilestoneOutlook[]; growth: ScopeGrowth; flow: FlowMetrics; blockers: readonly Blocker[]; raid: RaidLog };

const severity: Record<Colour, number> = { grey: 0, green: 1, amber: 2, red: 3 };

/** The colour of each dimension. All of them lean on the source, so while it cannot be read all are unknown. */
export function colourDimensions(situation: Situation, input: Input): Dimensions {
  const { today, settings, stale } = situation;
  const dimensions: Dimensions = {
    schedule: colourSchedule(input.milestones, today, settings),
    scope: colourScope(input.growth, today, settings),
    flow: colourFlow(input.flow, input.blockers, today, settings),
    risk: colourRisk(input.raid, today, settings),
  };
  if (stale === null) return dimensions;
  const greyed = ({ rule }: Dimension): Dimension => ({ colour: "grey", rule, because: `Unknown: ${stale}.`, margin: null, evidence: [] });
  return { schedule: greyed(dimensions.schedule), scope: greyed(dimensions.scope), flow: greyed(dimensions.flow), risk: greyed(dimensions.risk) };
}

/** The worst known dimension; unknown when neither schedule nor flow is known. */
export function colourOverall(dimensions: Dimensions): DeliveryState["overall"] {
  const names: DimensionName[] = ["schedule", "scope", "flow", "risk"];
  const unknown = names.filter((name) => dimensions[name].colour === "grey");
  if (unknown.includes("schedule") && unknown.includes("flow")) {
    return { colour: "grey", because: `Neither schedule nor flow is known, so the whole is not either. ${dimensions.flow.because}`, unknown };
  }
  const worst = names.reduce<Colour>((colour, name) => (severity[dimensions[name].colour] > severity[colour] ? dimensions[name].colour : colour), "grey");
  const causes = names.filter((name) => dimensions[name].colour === worst);
  const known = worst === "green" ? "All that is known is green" : `${list(causes)} ${causes.length === 1 ? "is" : "are"} ${worst}`;
  const missing = unknown.length === 0 ? "" : ` ${list(unknown)} ${unknown.length === 1 ? "is" : "are"} unknown.`;
  const first = causes[0];
  const detail = worst === "green" || first === undefined ? "" : ` ${dimensions[first].because}`;
  return { colour: worst, because: `${known}.${missing}${detail}`, unknown };
}

function list(names: readonly DimensionName[]): string {
  const text = names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}
