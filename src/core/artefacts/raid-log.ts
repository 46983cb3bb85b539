import type { Finding } from "#core/entities/finding.ts";
import { RaidLog, type RaidItem } from "#core/entities/raid-log.ts";
import { exposure, isOpen } from "#core/entities/raid-standing.ts";
import { nextWorkingDay } from "#core/delivery/dimension.ts";
import { compareKnownFirst, compareText } from "#core/delivery/order.ts";
import { readFacts, type Reading } from "#core/delivery/reading.ts";
import { stillAged } from "#core/rules/aged.ts";
import { placeOf, placeWords } from "#core/rules/place.ts";
import type { Situation } from "#core/rules/situation.ts";
import { whyEnded } from "#core/rules/why-ended.ts";
import { nextActionFor } from "./next-action.ts";

type RaidFinding = Finding & { becomes: "issue" | "risk" };

/**
 * The RAID log that follows from the findings. One matter is one item: it keeps its id, the user's scores and its decisions,
 * closes with the reason when its finding is gone, and opens again when it returns. Items the user typed are left alone, and
 * nothing closes while the source cannot be read, or for want of what it was measured by.
 */
export function composeRaidLog(current: RaidLog | null, findings: readonly Finding[], situation: Situation): RaidLog {
  const reading = readFacts(situation);
  const standing = new Map(findings.filter(isForRaid).map((finding) => [finding.subject, finding]));
  const items = (current?.items ?? []).map((item) => {
    if (item.subject === null) return item;
    const finding = standing.get(item.subject) ?? (isOpen(item) ? stillAged(reading, item) : null);
    standing.delete(item.subject);
    return finding ? renew(item, finding, reading) : close(item, item.subject, situation);
  });
  const raised = [...standing.values()].sort((a, b) => compareKnownFirst(a.since, b.since) || compareText(a.subject, b.subject));
  let nextNumber = current?.nextNumber ?? 1;
  for (const finding of raised) items.push(raise(`RAID-${nextNumber++}`, finding, reading));
  return RaidLog.parse({ items, nextNumber });
}

function isForRaid(finding: Finding): finding is RaidFinding {
  return finding.becomes === "issue" || finding.becomes === "risk";
}

function raise(id: string, finding: RaidFinding, reading: Reading): RaidItem {
  const blank: RaidItem = {
    id,
    subject: finding.subject,
    rule: finding.rule,
    type: finding.becomes,
    title: finding.title,
    cause: finding.because,
    effect: finding.effect,
    probability: finding.probability,
    impact: finding.impact,
    scoredBy: "rule",
    proximity: null,
    response: null,
    owner: finding.owner,
    nextAction: null,
    trigger: null,
    status: "open",
    raised: reading.situation.today,
    due: finding.due,
    lastReviewed: null,
    closed: null,
    evidence: finding.evidence,
    decisions: [],
  };
  return renew(blank, finding, reading);
}

/** The item as its finding now stands. The date of the next action is set once, when the exposure first calls for one. */
function renew(item: RaidItem, finding: RaidFinding, reading: Reading): RaidItem {
  const { today, settings } = reading.situation;
  const scores = item.scoredBy === "user" ? item : finding;
  const renewed: RaidItem = {
    ...item,
    type: finding.becomes,
    title: finding.title,
    cause: finding.because,
    effect: finding.effect,
    probability: scores.probability,
    impact: scores.impact,
    proximity: proximity(finding, reading),
    owner: finding.owner,
    status: isOpen(item) ? item.status : "open",
    due: finding.due,
    closed: null,
    evidence: finding.evidence,
  };
  const dated = isOpen(item) ? (item.nextAction?.due ?? null) : null;
  const calledFor = (exposure(renewed) ?? 0) >= settings.riskAmberExposure ? nextWorkingDay(today) : null;
  return { ...renewed, nextAction: { text: nextActionFor(finding, reading), due: dated ?? calledFor } };
}

function close(item: RaidItem, subject: string, situation: Situation): RaidItem {
  if (!isOpen(item) || situation.stale !== null) return item;
  return { ...item, status: "closed", closed: { on: situation.today, because: whyEnded(situation, subject) } };
}

function proximity(finding: RaidFinding, reading: Reading): string | null {
  const lifetime = reading.lifetimes.get(finding.subject.slice(finding.rule.length + 1));
  return lifetime ? placeWords(placeOf(reading, lifetime.issue), reading.situation.today) : null;
}
