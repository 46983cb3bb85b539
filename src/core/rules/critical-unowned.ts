import type { Finding } from "#core/entities/finding.ts";
import type { Issue } from "#core/entities/issue.ts";
import { evidenceId } from "#core/evidence.ts";
import { readFacts } from "#core/delivery/reading.ts";
import { dayIn, daysBetween, type Instant } from "#core/time.ts";
import { placeOf, placeWords } from "./place.ts";
import { priorityLevels } from "./priorities.ts";
import { startingImpact, startingProbability, stepOfAge } from "./scores.ts";
import type { Situation } from "./situation.ts";

/** Open items of the site's highest priority level that nobody has owned for more than a day. Without a list that ranks the rule is silent. */
export function findCriticalUnowned(situation: Situation): Finding[] {
  const { today, timeZone, settings, facts } = situation;
  const reading = readFacts(situation);
  const levels = priorityLevels(facts.profile);
  const [highest] = levels;
  if (highest === undefined) return [];
  const findings: Finding[] = [];
  for (const { issue, done } of reading.lifetimes.values()) {
    if (done || issue.assignee !== null || issue.priority !== highest) continue;
    const since = dayIn(laterOf(unownedSince(issue), highestSince(issue)), timeZone);
    const age = daysBetween(since, today);
    if (age <= settings.criticalUnownedDays) continue;
    const planned = placeWords(placeOf(reading, issue), today);
    findings.push({
      rule: "critical-unowned",
      subject: `critical-unowned:${issue.key}`,
      becomes: "issue",
      title: `${issue.key} is ${highest} and has no owner: ${issue.summary}`,
      because: `${issue.key} has been ${highest} without an owner since ${since}.`,
      effect: planned ? `Nobody answers for it, and it is planned for ${planned}.` : "Nobody answers for an item of the highest priority.",
      since,
      ageDays: age,
      owner: null,
      due: issue.dueOn,
      probability: startingProbability("critical-unowned", stepOfAge(age, settings)),
      impact: startingImpact(issue.priority, levels),
      evidence: [evidenceId("issue", issue.key)],
    });
  }
  return findings;
}

/** When its owner was last taken away; its creation where no change of owner is known. */
function unownedSince(issue: Issue): Instant {
  return issue.history.findLast((entry) => entry.field === "assignee" && !entry.to)?.at ?? issue.createdAt;
}

function highestSince(issue: Issue): Instant {
  return issue.history.findLast((entry) => entry.field === "priority" && entry.to === issue.priority)?.at ?? issue.createdAt;
}

function laterOf(a: Instant, b: Instant): Instant {
  return a > b ? a : b;
}
