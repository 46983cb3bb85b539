import type { Finding } from "#core/entities/finding.ts";
import { evidenceId } from "#core/evidence.ts";
import { readFacts } from "#core/delivery/reading.ts";
import { daysBetween } from "#core/time.ts";
import { placeOf, placeWords } from "./place.ts";
import { priorityLevels } from "./priorities.ts";
import { startingImpact, startingProbability, stepOfAge } from "./scores.ts";
import type { Situation } from "./situation.ts";

/** Open items whose due date has passed. */
export function findDueMissed(situation: Situation): Finding[] {
  const { today, settings } = situation;
  const reading = readFacts(situation);
  const levels = priorityLevels(situation.facts.profile);
  const findings: Finding[] = [];
  for (const { issue, done } of reading.lifetimes.values()) {
    if (done || issue.dueOn === null || issue.dueOn >= today) continue;
    const late = daysBetween(issue.dueOn, today);
    const planned = placeWords(placeOf(reading, issue), today);
    findings.push({
      rule: "due-missed",
      subject: `due-missed:${issue.key}`,
      becomes: "issue",
      title: `${issue.key} is past its due date: ${issue.summary}`,
      because: `${issue.key} was due on ${issue.dueOn} and is not done (${issue.status}).`,
      effect: planned ? `Whoever counts on the date is waiting, and it is planned for ${planned}.` : "Whoever counts on the date is waiting.",
      since: issue.dueOn,
      ageDays: late,
      owner: issue.assignee?.name ?? null,
      due: issue.dueOn,
      probability: startingProbability("due-missed", stepOfAge(late, settings)),
      impact: startingImpact(issue.priority, levels),
      evidence: [evidenceId("issue", issue.key)],
    });
  }
  return findings;
}
