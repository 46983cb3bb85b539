import type { Finding } from "#core/entities/finding.ts";
import type { Issue } from "#core/entities/issue.ts";
import { parseEvidenceId } from "#core/evidence.ts";
import type { Reading } from "#core/delivery/reading.ts";
import { named } from "#core/rules/named.ts";
import { placeOf } from "#core/rules/place.ts";

/** Enough of a summary to recognise it by. */
const nameLength = 48;

/** What to do about a finding next, naming the issue, and who is asked where the facts know. */
export function nextActionFor(finding: Finding, reading: Reading): string {
  const key = finding.subject.slice(finding.rule.length + 1);
  const issue = reading.lifetimes.get(key)?.issue;
  const name = nameOf(key, reading);
  const owner = finding.owner;
  switch (finding.rule) {
    case "blocked":
      return unblock(key, owner, finding, reading);
    case "aged":
      return issue && reading.basis === "dates" ? reconsider(issue, reading) : owner ? `Ask ${owner} what keeps ${name} from being finished; split it or stop it if nothing does` : `Give ${name} an owner, or take it out of work`;
    case "due-missed":
      return owner ? `Agree a new due date for ${name} with ${owner}, or drop it` : `Give ${name} an owner and a new due date, or drop it`;
    case "critical-unowned":
      return `Name an owner for ${name}`;
    case "scope-added":
      return `Agree what ${name} replaces`;
    case "unready":
      return `Describe ${name} and write down when it counts as done`;
  }
}

/** Of an item only its age is known, not whether anybody has begun: what is in doubt is the plan. */
function reconsider(issue: Issue, reading: Reading): string {
  const { sprint } = placeOf(reading, issue);
  const name = named(issue, nameLength);
  const plan = sprint ? ` in ${sprint.name}` : "";
  return issue.assignee
    ? `Ask ${issue.assignee.name} whether ${name} can be finished${plan}; split it or take it out if not`
    : `Give ${name} an owner${plan}, or take it out`;
}

function unblock(key: string, owner: string | null, finding: Finding, reading: Reading): string {
  const name = nameOf(key, reading);
  const other = finding.evidence.map((evidence) => parseEvidenceId(evidence).id).find((id) => id !== key);
  if (other !== undefined) {
    const asked = reading.lifetimes.get(other)?.issue.assignee?.name;
    return asked ? `Ask ${asked} when ${nameOf(other, reading)} will be done, so that ${key} can go on` : `Find an owner for ${nameOf(other, reading)}, which ${key} waits for`;
  }
  return owner ? `Ask ${owner} what ${name} needs to go on` : `Find an owner for ${name} who clears what blocks it`;
}

function nameOf(key: string, reading: Reading): string {
  const issue = reading.lifetimes.get(key)?.issue;
  return issue ? named(issue, nameLength) : key;
}
