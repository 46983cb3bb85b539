import type { Finding } from "#core/entities/finding.ts";
import { parseEvidenceId } from "#core/evidence.ts";
import type { Reading } from "#core/delivery/reading.ts";

/** What to do about a finding next, naming who is asked where the facts know. */
export function nextActionFor(finding: Finding, reading: Reading): string {
  const key = finding.subject.slice(finding.rule.length + 1);
  const owner = finding.owner;
  switch (finding.rule) {
    case "blocked":
      return unblock(key, owner, finding, reading);
    case "aged":
      return owner ? `Ask ${owner} what keeps ${key} from being finished; split it or stop it if nothing does` : `Give ${key} an owner, or take it out of work`;
    case "due-missed":
      return owner ? `Agree a new due date for ${key} with ${owner}, or drop it` : `Give ${key} an owner and a new due date, or drop it`;
    case "critical-unowned":
      return `Name an owner for ${key}`;
    case "scope-added":
      return `Agree what ${key} replaces`;
    case "unready":
      return `Describe ${key} and write down when it counts as done`;
  }
}

function unblock(key: string, owner: string | null, finding: Finding, reading: Reading): string {
  const other = finding.evidence.map((evidence) => parseEvidenceId(evidence).id).find((id) => id !== key);
  if (other !== undefined) {
    const asked = reading.lifetimes.get(other)?.issue.assignee?.name;
    return asked ? `Ask ${asked} when ${other} will be done, so that ${key} can go on` : `Find an owner for ${other}, which ${key} waits for`;
  }
  return owner ? `Ask ${owner} what ${key} needs to go on` : `Find an owner for ${key} who clears what blocks it`;
}
