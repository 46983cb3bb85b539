import type { Finding } from "#core/entities/finding.ts";
import type { Issue } from "#core/entities/issue.ts";
import { evidenceId } from "#core/evidence.ts";
import type { Lifetime } from "#core/delivery/lifetime.ts";
import { isDone } from "#core/delivery/lifetime.ts";
import { compareText } from "#core/delivery/order.ts";
import { readFacts, type Reading } from "#core/delivery/reading.ts";
import { dayIn, daysBetween, type Day } from "#core/time.ts";
import { placeOf, placeWords } from "./place.ts";
import { priorityLevels } from "./priorities.ts";
import { startingImpact, startingProbability, stepOfAge } from "./scores.ts";
import type { Situation } from "./situation.ts";

/** One thing that blocks an item; `since` null where no date is known. */
export type Obstacle = { text: string; since: Day | null; by: string | null };

/** Phrases, read from the blocked item's side, of a link to what must be done first. */
const waitsFor = /^(is )?(blocked by|dependent on|depends (up)?on|has to be done after)$/i;

/** Open items that are flagged, stand in a status named like blocked, or were started and wait for an open item they are linked to. */
export function findBlocked(situation: Situation): Finding[] {
  const reading = readFacts(situation);
  const levels = priorityLevels(situation.facts.profile);
  const findings: Finding[] = [];
  for (const lifetime of reading.lifetimes.values()) {
    const obstacles = obstaclesOf(reading, lifetime);
    if (obstacles.length === 0) continue;
    const { issue } = lifetime;
    const since = obstacles.flatMap((one) => one.since ?? []).sort(compareText)[0] ?? null;
    const age = since === null ? null : Math.max(0, daysBetween(since, situation.today));
    const planned = placeWords(placeOf(reading, issue), situation.today);
    const why = obstacles.map((one) => one.text).join("; ");
    findings.push({
      rule: "blocked",
      subject: `blocked:${issue.key}`,
      becomes: "issue",
      title: `${issue.key} is blocked: ${issue.summary}`,
      because:
        since === null
          ? `${issue.key} is blocked: ${why}. Since when is not known, because the source gives no date for it.`
          : `${issue.key} has been blocked since ${since}: ${why}.`,
      effect: planned ? `It cannot be finished until this is cleared, and it is planned for ${planned}.` : "It cannot be finished until this is cleared.",
      since,
      ageDays: age,
      owner: issue.assignee?.name ?? null,
      due: issue.dueOn,
      probability: startingProbability("blocked", stepOfAge(age, situation.settings)),
      impact: startingImpact(issue.priority, levels),
      evidence: [issue.key, ...obstacles.flatMap((one) => one.by ?? [])]
        .filter((key) => reading.lifetimes.has(key))
        .map((key) => evidenceId("issue", key)),
    });
  }
  return findings;
}

/** What blocks an item now; nothing for one that is done. */
export function obstaclesOf(reading: Reading, lifetime: Lifetime): Obstacle[] {
  const { issue } = lifetime;
  if (lifetime.done) return [];
  const { timeZone, settings } = reading.situation;
  const dayOf = (field: "flagged" | "status", isSo: (to: string | null) => boolean): Day | null => {
    const last = issue.history.findLast((entry) => entry.field === field);
    return last && isSo(last.to) ? dayIn(last.at, timeZone) : null;
  };
  const obstacles: Obstacle[] = [];
  if (issue.flagged) obstacles.push({ text: "it is flagged as an impediment", since: dayOf("flagged", (to) => to !== null && to !== ""), by: null });
  if (settings.blockedStatusNames.some((name) => containsWords(issue.status, name))) {
    obstacles.push({ text: `its status is ${issue.status}`, since: dayOf("status", (to) => to === issue.status), by: null });
  }
  if (lifetime.started !== null) {
    const keys = new Set(openPredecessors(reading, issue));
    for (const key of keys) obstacles.push({ text: `it waits for ${key}, which is still open`, since: waitingSince(reading, lifetime, key), by: key });
  }
  return obstacles;
}

/** Keys an item is linked to as to be done first. */
export function predecessors(issue: Issue): string[] {
  return issue.links.filter((link) => waitsFor.test(link.relation.trim())).map((link) => link.key).sort(compareText);
}

/** The last of what makes it wait: it was linked, it was started, the other was reopened. Null where the link has no date. */
function waitingSince(reading: Reading, { issue, started }: Lifetime, key: string): Day | null {
  const { timeZone } = reading.situation;
  const linked = issue.history.findLast(({ field, to }) => field === "link" && isWaitFor(to, key));
  if (!linked || started === null) return null;
  const reopened = reading.lifetimes.get(key)?.issue.history.findLast(({ fromCategory, toCategory }) => fromCategory === "done" && toCategory !== "done");
  return [started, dayIn(linked.at, timeZone), ...(reopened ? [dayIn(reopened.at, timeZone)] : [])].sort(compareText).at(-1) ?? null;
}

/** `link` as the history holds it: "is blocked by A-1". */
function isWaitFor(link: string | null, key: string): boolean {
  return link !== null && link.endsWith(` ${key}`) && waitsFor.test(link.slice(0, -key.length).trim());
}

/** Those of them that are known to be open. */
export function openPredecessors(reading: Reading, issue: Issue): string[] {
  const byLink = new Map(issue.links.map((link) => [link.key, link.statusCategory]));
  return predecessors(issue).filter((key) => {
    const known = reading.lifetimes.get(key);
    if (known) return !isDone(known.issue);
    const category = byLink.get(key);
    return category === "new" || category === "indeterminate";
  });
}

/** Whole words at the front, so that "unblocked" is not read as "blocked". */
function containsWords(text: string, words: string): boolean {
  const [lower, wanted] = [text.toLowerCase(), words.trim().toLowerCase()];
  const at = wanted === "" ? -1 : lower.indexOf(wanted);
  return at === 0 || (at > 0 && !/[\p{L}\p{N}]/u.test(lower.charAt(at - 1)));
}
