import { DeliveryState, type Blocker } from "#core/entities/delivery-state.ts";
import type { Finding } from "#core/entities/finding.ts";
import type { RaidLog } from "#core/entities/raid-log.ts";
import { exposure, isOpen } from "#core/entities/raid-standing.ts";
import { colourDimensions, colourOverall } from "#core/delivery/colours.ts";
import { measureFlow } from "#core/delivery/flow.ts";
import { readMilestones } from "#core/delivery/milestones.ts";
import { compareKnownFirst, compareText } from "#core/delivery/order.ts";
import { readFacts, type Reading } from "#core/delivery/reading.ts";
import { readScopeGrowth } from "#core/delivery/scope.ts";
import { currentSprint, showSprint } from "#core/delivery/sprint.ts";
import type { Situation } from "#core/rules/situation.ts";

const shownActions = 7;
const shownBlockers = 50;

/** How the project stands, from its facts, findings and RAID log. */
export function composeDeliveryState(situation: Situation, findings: readonly Finding[], raid: RaidLog): DeliveryState {
  const reading = readFacts(situation);
  const { shown: milestones, count: milestoneCount } = readMilestones(reading);
  const flow = measureFlow(reading);
  const blockers = blockersOf(findings, reading);
  const sprint = currentSprint(reading);
  const dimensions = colourDimensions(situation, { milestones, growth: readScopeGrowth(reading, milestones), flow, blockers, raid });
  return DeliveryState.parse({
    asOf: situation.today,
    overall: colourOverall(dimensions),
    dimensions,
    sprint: "scope" in sprint ? showSprint(reading, sprint.scope) : null,
    sprintUnknown: "unknown" in sprint ? sprint.unknown : null,
    milestones: milestones.map(({ milestone }) => milestone),
    milestoneCount,
    blockers: blockers.slice(0, shownBlockers),
    flow,
    nextActions: nextActions(raid),
  });
}

/** Blocked items, the longest blocked first, those of unknown age last. */
function blockersOf(findings: readonly Finding[], reading: Reading): Blocker[] {
  return findings
    .filter((finding) => finding.rule === "blocked")
    .sort((a, b) => compareKnownFirst(a.since, b.since) || compareText(a.subject, b.subject))
    .map((finding) => {
      const key = finding.subject.slice(finding.rule.length + 1);
      return {
        key,
        summary: reading.lifetimes.get(key)?.issue.summary ?? "",
        because: finding.because,
        since: finding.since,
        ageDays: finding.ageDays,
        owner: finding.owner,
        evidence: finding.evidence,
      };
    });
}

/** What the RAID log asks to be done next, the highest exposure first, once for each thing it is about. */
function nextActions(raid: RaidLog): DeliveryState["nextActions"] {
  const actions = new Map<string, DeliveryState["nextActions"][number]>();
  const pressing = raid.items
    .filter((item) => isOpen(item) && item.status !== "accepted")
    .sort((a, b) => (exposure(b) ?? 0) - (exposure(a) ?? 0) || compareText(a.raised, b.raised));
  for (const { id, nextAction, owner, evidence } of pressing) {
    const about = evidence[0] ?? id;
    if (!nextAction || actions.has(about)) continue;
    actions.set(about, { text: `${nextAction.text}.`, evidence, owner, due: nextAction.due });
    if (actions.size === shownActions) break;
  }
  return [...actions.values()];
}
