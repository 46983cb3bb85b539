import { BacklogSummary, type HighlightKind } from "#core/entities/backlog-summary.ts";
import type { Finding, RuleName } from "#core/entities/finding.ts";
import { compareText } from "#core/delivery/order.ts";
import { readFacts, type Reading } from "#core/delivery/reading.ts";
import { currentSprint, type SprintScope } from "#core/delivery/sprint.ts";
import { isUnset, priorityLevels } from "#core/rules/priorities.ts";
import type { Situation } from "#core/rules/situation.ts";
import { count } from "#core/text.ts";
import { dayIn } from "#core/time.ts";

const listed = 50;

const kinds: Partial<Record<RuleName, HighlightKind>> = {
  blocked: "blocked",
  aged: "aged",
  "due-missed": "due missed",
  "critical-unowned": "unowned critical",
  "scope-added": "scope creep",
};

/** What the backlog holds and what stands out in it. Counts are exact, lists are cut. */
export function composeBacklogSummary(situation: Situation, findings: readonly Finding[]): BacklogSummary {
  const reading = readFacts(situation);
  const highlights = findings
    .flatMap((finding) => ({ finding, kind: kinds[finding.rule] }))
    .sort((a, b) => urgency(b.finding) - urgency(a.finding) || (b.finding.ageDays ?? -1) - (a.finding.ageDays ?? -1))
    .flatMap(({ finding, kind }) => (kind ? [{ kind, key: keyOf(finding), text: textOf(finding), evidence: finding.evidence }] : []));
  const refinement = findings.filter((finding) => finding.becomes === "refinement");
  return BacklogSummary.parse({
    asOf: situation.today,
    totals: totals(reading),
    scope: scope(reading),
    highlights: highlights.slice(0, listed),
    highlightCount: highlights.length,
    refinement: refinement.slice(0, listed).map((finding) => ({
      key: keyOf(finding),
      summary: reading.lifetimes.get(keyOf(finding))?.issue.summary ?? "",
      reason: finding.because,
      evidence: finding.evidence,
    })),
    refinementCount: refinement.length,
  });
}

function keyOf(finding: Finding): string {
  return finding.subject.slice(finding.rule.length + 1);
}

function urgency({ probability, impact }: Finding): number {
  return (probability ?? 0) * (impact ?? 0);
}

/** What the age of a finding is, in words; only here, so that the RAID log is not another one each day. */
function textOf({ rule, because, ageDays }: Finding): string {
  if (ageDays === null) return because;
  const days = count(ageDays, "day");
  const ages: Partial<Record<RuleName, string>> = { aged: `Its age is ${days}.`, "due-missed": `That is ${days} late.`, "scope-added": ageDays === 0 ? "That was today." : `That was ${days} ago.` };
  return `${because} ${ages[rule] ?? `That is ${days} now.`}`;
}

function totals(reading: Reading): BacklogSummary["totals"] {
  const { counted, lifetimes } = reading;
  const byCategory = { new: 0, indeterminate: 0, done: 0, unknown: 0 };
  const openBy = new Map<string | null, number>();
  for (const { issue, done } of counted) {
    byCategory[issue.statusCategory]++;
    if (done) continue;
    const priority = isUnset(issue.priority) ? null : issue.priority;
    openBy.set(priority, (openBy.get(priority) ?? 0) + 1);
  }
  const levels = priorityLevels(reading.situation.facts.profile);
  const rank = (priority: string | null): number => {
    if (priority === null) return levels.length + 1;
    const place = levels.indexOf(priority);
    return place < 0 ? levels.length : place;
  };
  return {
    all: counted.length,
    open: counted.filter(({ done }) => !done).length,
    byCategory,
    openByPriority: [...openBy]
      .sort(([a], [b]) => rank(a) - rank(b) || compareText(a ?? "", b ?? ""))
      .map(([priority, open]) => ({ priority, open })),
    leftOut: lifetimes.size - counted.length,
  };
}

function scope(reading: Reading): BacklogSummary["scope"] {
  const current = currentSprint(reading);
  if ("unknown" in current) return current;
  const { sprint, committed, added, removed } = current.scope;
  if (sprint.startAt === null) return { unknown: `${sprint.name} is running without a start date` };
  const { timeZone } = reading.situation;
  const show = (moves: SprintScope["added"]): { key: string; summary: string; on: string }[] =>
    moves.map(({ lifetime: { issue }, at }) => ({ key: issue.key, summary: issue.summary, on: dayIn(at, timeZone) }));
  return {
    sprintId: sprint.id,
    sprintName: sprint.name,
    since: dayIn(sprint.startAt, timeZone),
    committed: committed.length,
    added: show(added),
    removed: show(removed),
  };
}
