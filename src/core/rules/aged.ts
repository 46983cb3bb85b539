import type { Finding } from "#core/entities/finding.ts";
import type { Issue } from "#core/entities/issue.ts";
import type { RaidItem } from "#core/entities/raid-log.ts";
import { evidenceId } from "#core/evidence.ts";
import { measureCycleTime, percentilePassed, workInProgress } from "#core/delivery/flow.ts";
import { readFacts, type Reading } from "#core/delivery/reading.ts";
import { count } from "#core/text.ts";
import { placeOf, placeWords } from "./place.ts";
import { priorityLevels } from "./priorities.ts";
import { startingImpact, startingProbability } from "./scores.ts";
import type { Situation } from "./situation.ts";

/** Items in work for longer than 85 % of the finished ones took. Without enough finished items the rule is silent. */
export function findAged(situation: Situation): Finding[] {
  const reading = readFacts(situation);
  const cycleTime = measureCycleTime(reading);
  const { p85, p95 } = cycleTime;
  if (!("days" in p85)) return [];
  const levels = priorityLevels(situation.facts.profile);
  const findings: Finding[] = [];
  for (const { lifetime, age } of workInProgress(reading)) {
    const { issue, started } = lifetime;
    const past = percentilePassed(age, cycleTime);
    if (past !== "P85" && past !== "P95") continue;
    const [percent, took] = past === "P95" && "days" in p95 ? [95, p95.days] : [85, p85.days];
    // Without history an age counts from creation: then it says how long the item has waited, not how long it was worked on.
    const worked = reading.basis === "history";
    findings.push({
      rule: "aged",
      subject: `aged:${issue.key}`,
      becomes: "risk",
      title: `${issue.key} ${worked ? "is taking longer" : "has been open longer"} than ${percent} % of finished items: ${issue.summary}`,
      because: `${issue.key} ${worked ? "was started" : "was created"} on ${started ?? ""} and is not done (${issue.status}); ${percent} % of the items finished lately took ${count(took, "day")} or less.`,
      effect: effectOn(reading, issue),
      since: started,
      ageDays: age,
      owner: issue.assignee?.name ?? null,
      due: issue.dueOn,
      probability: startingProbability("aged", past === "P95" ? 1 : 0),
      impact: startingImpact(issue.priority, levels),
      evidence: [evidenceId("issue", issue.key)],
    });
  }
  return findings;
}

/**
 * What was found aged stays so while it is in work and too few items are finished to compare it with: that nobody finishes
 * anything is no better news. Its score and reason are the last known.
 */
export function stillAged(reading: Reading, item: RaidItem): (Finding & { becomes: "risk" }) | null {
  const lifetime = item.rule === "aged" ? reading.lifetimes.get(item.subject?.slice("aged:".length) ?? "") : undefined;
  if (!lifetime || lifetime.done || lifetime.started === null || "days" in measureCycleTime(reading).p85) return null;
  const { issue, started } = lifetime;
  return {
    rule: "aged",
    subject: `aged:${issue.key}`,
    becomes: "risk",
    title: item.title,
    because: item.cause,
    effect: effectOn(reading, issue),
    since: started,
    ageDays: null,
    owner: issue.assignee?.name ?? null,
    due: issue.dueOn,
    probability: item.probability,
    impact: item.impact,
    evidence: item.evidence,
  };
}

function effectOn(reading: Reading, issue: Issue): string {
  const planned = placeWords(placeOf(reading, issue), reading.situation.today);
  return planned ? `It may not be finished in time for ${planned}.` : "What comes after it waits for as long.";
}
