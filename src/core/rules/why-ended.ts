import type { Lifetime } from "#core/delivery/lifetime.ts";
import { measureCycleTime } from "#core/delivery/flow.ts";
import { readFacts, type Reading } from "#core/delivery/reading.ts";
import { count } from "#core/text.ts";
import { obstaclesOf, openPredecessors, predecessors } from "./blocked.ts";
import { priorityLevels } from "./priorities.ts";
import type { Situation } from "./situation.ts";

/** Why a matter no longer stands, in a sentence made of the facts as they now are. `subject` is a finding's. */
export function whyEnded(situation: Situation, subject: string): string {
  const colon = subject.indexOf(":");
  const [rule, key] = [subject.slice(0, colon), subject.slice(colon + 1)];
  const reading = readFacts(situation);
  const lifetime = reading.lifetimes.get(key);
  if (!lifetime) return `${key} is no longer in the project's facts.`;
  if (lifetime.done) return lifetime.finished ? `${key} was resolved on ${lifetime.finished}.` : `${key} is done (${lifetime.issue.status}).`;
  switch (rule) {
    case "blocked":
      return whyUnblocked(reading, lifetime);
    case "aged":
      return whyNotAged(reading, lifetime);
    case "due-missed":
      return lifetime.issue.dueOn ? `${key} is now due on ${lifetime.issue.dueOn}.` : `${key} no longer has a due date.`;
    case "critical-unowned":
      return whyNotCritical(situation, lifetime);
    default:
      return `It no longer applies to ${key} (${lifetime.issue.status}).`;
  }
}

function whyNotCritical(situation: Situation, { issue }: Lifetime): string {
  if (issue.assignee) return `${issue.key} is now assigned to ${issue.assignee.name}.`;
  if (issue.priority === priorityLevels(situation.facts.profile)[0]) return `${issue.key} has lost its owner or been raised to ${issue.priority} only lately.`;
  return `The priority of ${issue.key} is now ${issue.priority ?? "unset"}.`;
}

function whyUnblocked(reading: Reading, lifetime: Lifetime): string {
  const { issue, started } = lifetime;
  const [obstacle] = obstaclesOf(reading, lifetime);
  if (obstacle) return `${issue.key} is blocked by something else now: ${obstacle.text}.`;
  const waits = openPredecessors(reading, issue);
  if (waits.length > 0 && started === null) return `${issue.key} is ${outOfWork(reading)}, so it does not wait for ${waits.join(", ")} yet.`;
  const cleared = predecessors(issue).filter((key) => reading.lifetimes.get(key)?.done);
  if (cleared.length > 0) return `${issue.key} is no longer blocked: ${cleared.join(", ")} ${cleared.length === 1 ? "is" : "are"} done.`;
  return `${issue.key} is no longer blocked (${issue.status}).`;
}

function whyNotAged(reading: Reading, { issue, started }: Lifetime): string {
  const { p85 } = measureCycleTime(reading);
  if (started === null) return `${issue.key} is ${outOfWork(reading)} (${issue.status}).`;
  return `${issue.key} is no longer older than P85${"days" in p85 ? `, which is now ${count(p85.days, "day")}` : ""}.`;
}

/** Without status history a running sprint is all that shows an item to be in work. */
function outOfWork({ basis }: Reading): string {
  return basis === "dates" ? "not in a running sprint any more" : "no longer in work";
}
