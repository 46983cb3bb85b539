import type { Finding } from "#core/entities/finding.ts";
import { evidenceId } from "#core/evidence.ts";
import { readFacts } from "#core/delivery/reading.ts";
import { count } from "#core/text.ts";
import { plannedSprints } from "./place.ts";
import type { Situation } from "./situation.ts";

const listItem = /^\s*([-*•#+]+|\d+[.)]|\[[ x]?\])\s+\S/im;
const criteriaHeading = /^.{0,40}\b(acceptance criteri\w*|criteria|definition of done)\b.{0,20}$/im;

/** Unstarted items of the running and the next sprints that say too little to be worked on. */
export function findUnready(situation: Situation): Finding[] {
  const reading = readFacts(situation);
  const findings = new Map<string, Finding>();
  for (const sprint of plannedSprints(reading)) {
    for (const { issue, done, started, assumed } of reading.bySprint.get(sprint.id) ?? []) {
      if (done || (started !== null && !assumed) || findings.has(issue.key)) continue;
      const missing = missingIn(issue.description, situation.settings.unreadyDescriptionLength);
      if (missing === null) continue;
      findings.set(issue.key, {
        rule: "unready",
        subject: `unready:${issue.key}`,
        becomes: "refinement",
        title: `${issue.key} is not ready to be worked on: ${issue.summary}`,
        because: `${issue.key} is planned for ${sprint.name} with ${missing}.`,
        effect: "Whoever picks it up has to ask first what is wanted.",
        since: null,
        ageDays: null,
        owner: issue.assignee?.name ?? null,
        due: issue.dueOn,
        probability: null,
        impact: null,
        evidence: [evidenceId("issue", issue.key), evidenceId("sprint", sprint.id)],
      });
    }
  }
  return [...findings.values()];
}

/** What a description lacks, in words; null when it says enough. */
function missingIn(description: string, length: number): string | null {
  const text = description.trim();
  const missing = [
    ...(text.length < length ? [text === "" ? "no description" : `a description of only ${count(text.length, "character")}`] : []),
    ...(criteriaHeading.test(text) || listItem.test(text) ? [] : ["no criteria, neither under a heading nor as a list"]),
  ];
  return missing.length === 0 ? null : missing.join(" and ");
}
