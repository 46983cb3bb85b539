import type { ArtefactSet } from "#core/entities/artefact.ts";
import type { BacklogSummary } from "#core/entities/backlog-summary.ts";
import type { DecisionLog } from "#core/entities/decision-log.ts";
import type { DaysFigure, DeliveryState, Forecast } from "#core/entities/delivery-state.ts";
import type { RaidLog } from "#core/entities/raid-log.ts";
import { exposure, isOpen } from "#core/entities/raid-standing.ts";
import { count } from "#core/text.ts";
import type { ReplayStep } from "./replay.ts";

/** What a step did, for people; nothing for a step in which nothing happened. */
export function stepLines({ at, report, events }: ReplayStep): string[] {
  const project = report.projects[0];
  if (!project || (project.idle && events.length === 0)) return [];
  const verdicts = Object.entries(project.verdicts).map(([answer, number]) => `${number} ${answer}`);
  const head = `${at}  ${count(project.signals, "signal")}, ${count(project.findings, "finding")}, ${count(project.proposals, "proposal")} (${verdicts.join(", ") || "none"}), ${count(project.changed.length, "change")}`;
  const failed = project.failed ? [`  ! failed in ${project.failed.stage}: ${project.failed.message}`] : [];
  return [head, ...failed, ...events.map((event) => `  ${event.type}: ${event.title}`)];
}

/** The four artefacts as indented text. */
export function artefactLines(artefacts: ArtefactSet): string[] {
  const { delivery_state, raid_log, backlog_summary, decision_log } = artefacts;
  return [
    "",
    ...(delivery_state ? section("Delivery state", delivery_state.version, delivery(delivery_state.content)) : ["No delivery state was written."]),
    ...(raid_log ? section("RAID log", raid_log.version, raid(raid_log.content)) : ["No RAID log was written."]),
    ...(backlog_summary ? section("Backlog summary", backlog_summary.version, backlog(backlog_summary.content)) : ["No backlog summary was written."]),
    ...(decision_log ? section("Decision log", decision_log.version, decisions(decision_log.content)) : ["No decision log was written."]),
  ];
}

function section(title: string, version: number, lines: string[]): string[] {
  return [`== ${title} (version ${version})`, ...lines.map((line) => `   ${line}`), ""];
}

function delivery(state: DeliveryState): string[] {
  const { overall, dimensions, sprint, flow } = state;
  return [
    `As of ${state.asOf}: ${overall.colour}. ${overall.because}`,
    ...Object.entries(dimensions).map(([name, one]) => `${name}: ${one.colour}. ${one.because}${one.margin ? ` (${one.margin})` : ""}`),
    sprint
      ? `Sprint ${sprint.name} (${sprint.startOn ?? "?"} to ${sprint.endOn ?? "?"}): committed ${sprint.committed}, added ${sprint.added}, removed ${sprint.removed}, done ${sprint.done}, carried ${sprint.carried}.${sprint.note ? ` ${sprint.note}` : ""}`
      : `Sprint: ${state.sprintUnknown ?? "none"}`,
    `Flow (${flow.basis}): ${flow.note}`,
    `  cycle time P50 ${days(flow.cycleTime.p50)}, P85 ${days(flow.cycleTime.p85)} of ${count(flow.cycleTime.sample, "finished item")}; WIP ${flow.wip}; aged ${flow.agedCount ?? "unknown"}`,
    `  finished per week: ${flow.throughput.map((week) => `${week.week} ${week.finished}`).join(", ") || "none"}`,
    ...state.milestones.map((one) => `Milestone ${one.name} on ${one.date}: ${one.done} of ${one.total} done; ${forecast(one.forecast)}`),
    ...state.blockers.map((one) => `Blocker ${one.key}${one.ageDays === null ? "" : ` for ${count(one.ageDays, "day")}`}: ${one.because}`),
    ...state.nextActions.map((one) => `Next: ${one.text}`),
  ];
}

function days(figure: DaysFigure): string {
  return "days" in figure ? count(figure.days, "day") : `unknown (${figure.unknown})`;
}

function forecast(one: Forecast): string {
  return "p50" in one ? `P50 ${one.p50}, P85 ${one.p85 ?? "too far away"}, P95 ${one.p95 ?? "too far away"} for ${count(one.remaining, "item")}${one.ahead > 0 ? `, ${one.ahead} of them due before it` : ""}` : `no forecast: ${one.unknown}`;
}

function raid(log: RaidLog): string[] {
  return log.items.map((item) => {
    const score = exposure(item);
    const end = item.closed ? `; ${item.closed.on}: ${item.closed.because}` : "";
    return `${item.id} ${item.type} ${isOpen(item) ? item.status.toUpperCase() : item.status} ${item.title} [exposure ${score ?? "unknown"}, owner ${item.owner ?? "none"}, raised ${item.raised}${end}]`;
  });
}

function backlog(summary: BacklogSummary): string[] {
  const { totals, scope } = summary;
  return [
    `${totals.all} items, ${totals.open} open (new ${totals.byCategory.new}, in progress ${totals.byCategory.indeterminate}, done ${totals.byCategory.done}, unknown ${totals.byCategory.unknown}); ${totals.leftOut} sub-tasks and epics left out`,
    `Open by priority: ${totals.openByPriority.map((one) => `${one.priority ?? "unset"} ${one.open}`).join(", ")}`,
    "unknown" in scope
      ? `Scope: ${scope.unknown}`
      : `Scope of ${scope.sprintName} since ${scope.since}: committed ${scope.committed}, added ${keys(scope.added)}, removed ${keys(scope.removed)}`,
    `Highlights (${summary.highlightCount}):`,
    ...summary.highlights.map((one) => `  ${one.kind}: ${one.text}`),
    `To refine (${summary.refinementCount}):`,
    ...summary.refinement.map((one) => `  ${one.key}: ${one.reason}`),
  ];
}

function keys(items: readonly { key: string }[]): string {
  return items.length === 0 ? "none" : items.map((item) => item.key).join(" ");
}

function decisions(log: DecisionLog): string[] {
  return log.decisions.length === 0 ? ["No decision yet."] : log.decisions.map((one) => `${one.at} ${one.question} -> ${one.decision}`);
}
