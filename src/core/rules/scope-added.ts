import type { Finding } from "#core/entities/finding.ts";
import { evidenceId } from "#core/evidence.ts";
import { readFacts } from "#core/delivery/reading.ts";
import { readSprintScope } from "#core/delivery/sprint.ts";
import { compareText } from "#core/delivery/order.ts";
import { dayIn, daysBetween } from "#core/time.ts";
import type { Situation } from "./situation.ts";

/** Items that joined a running sprint after its start; one that joined several is told of the first. */
export function findScopeAdded(situation: Situation): Finding[] {
  const { today, timeZone } = situation;
  const reading = readFacts(situation);
  const joins = reading.running
    .flatMap((sprint) => readSprintScope(reading, sprint).added.map(({ lifetime, at }) => ({ sprint, issue: lifetime.issue, at })))
    .sort((a, b) => compareText(a.at, b.at) || a.sprint.id - b.sprint.id);
  const findings = new Map<string, Finding>();
  for (const { sprint, issue, at } of joins) {
    if (findings.has(issue.key)) continue;
    const since = dayIn(at, timeZone);
    const how = at === issue.createdAt ? "was created in" : "joined";
    findings.set(issue.key, {
      rule: "scope-added",
      subject: `scope-added:${issue.key}`,
      becomes: "highlight",
      title: `${issue.key} was added to ${sprint.name}: ${issue.summary}`,
      because: `${issue.key} ${how} ${sprint.name} on ${since}, after it had started on ${sprint.startAt ? dayIn(sprint.startAt, timeZone) : ""}.`,
      effect: "It takes time from what the sprint was committed to.",
      since,
      ageDays: Math.max(0, daysBetween(since, today)),
      owner: issue.assignee?.name ?? null,
      due: issue.dueOn,
      probability: null,
      impact: null,
      evidence: [evidenceId("issue", issue.key), evidenceId("sprint", sprint.id)],
    });
  }
  return [...findings.values()];
}
