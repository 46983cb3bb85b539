import type { Facts } from "#core/entities/facts.ts";
import { Issue } from "#core/entities/issue.ts";
import type { Project } from "#core/entities/project.ts";
import type { Release } from "#core/entities/release.ts";
import type { Signal } from "#core/entities/signal.ts";
import type { SourceProfile } from "#core/entities/source-profile.ts";
import type { Sprint } from "#core/entities/sprint.ts";
import type { Change, Digest, Memory, SourceDelta } from "#core/ports.ts";
import { issueSignals } from "#core/signals/issue-signals.ts";
import { releaseSignals, sprintSignals } from "#core/signals/plan-signals.ts";
import type { Instant } from "#core/time.ts";

/** The facts that are new or different, and the signals that say what became different. */
export type Normalised = { fresh: Facts; signals: Signal[] };

/**
 * Tells news from what was read before: a source may hand out the same thing twice, here it counts once. In a first
 * sync everything is news, so no signals are made of it: they would be the project's whole history.
 */
export async function normalise(
  input: { project: Project; delta: SourceDelta; first: boolean; now: Instant },
  ports: { memory: Memory; digest: Digest },
): Promise<Normalised> {
  const { project, delta, first, now } = input;
  const known = await ports.memory.frame(project.id);
  const changed = delta.changes.filter((change) => change.kind === "issue");
  const knownIssues = await ports.memory.issues(project.id, changed.map((change) => change.issue.key));
  const knownSprints = new Map(known.sprints.map((sprint) => [sprint.id, sprint]));
  const knownReleases = new Map(known.releases.map((release) => [release.id, release]));
  const signals: Signal[] = [];
  const fresh = { issues: [] as Issue[], sprints: [] as Sprint[], releases: [] as Release[], profile: null as SourceProfile | null };

  for (const change of lastOfEach(delta.changes)) {
    switch (change.kind) {
      case "issue": {
        const before = knownIssues.get(change.issue.key);
        if (before && same(before, Issue.parse(change.issue))) break;
        fresh.issues.push(change.issue);
        if (!first) signals.push(...issueSignals({ before, after: change.issue, comments: change.comments }, ports.digest));
        break;
      }
      case "sprint": {
        const before = knownSprints.get(change.sprint.id);
        if (before && same(before, change.sprint)) break;
        fresh.sprints.push(change.sprint);
        if (!first) signals.push(...sprintSignals({ before, after: change.sprint }, ports.digest));
        break;
      }
      case "release": {
        const before = knownReleases.get(change.release.id);
        if (before && same(before, change.release)) break;
        fresh.releases.push(change.release);
        if (!first) signals.push(...releaseSignals({ before, after: change.release, seenAt: now }, ports.digest));
        break;
      }
      case "profile":
        if (!known.profile || !same(known.profile, change.profile)) fresh.profile = change.profile;
    }
  }
  return { fresh, signals: signals.sort((a, b) => compare(a.at, b.at) || compare(a.id, b.id)) };
}

/** A thing that moved between pages while they were read can come twice; its last state counts. */
function lastOfEach(changes: readonly Change[]): Change[] {
  const latest = new Map<string, Change>();
  for (const change of changes) latest.set(identity(change), change);
  return [...latest.values()];
}

function identity(change: Change): string {
  switch (change.kind) {
    case "issue":
      return `issue:${change.issue.key}`;
    case "sprint":
      return `sprint:${change.sprint.id}`;
    case "release":
      return `release:${change.release.id}`;
    case "profile":
      return "profile";
  }
}

/** Whether two facts say the same, whatever the order of their names; a name without a value is none. */
function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (!isRecord(a) || !isRecord(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  const names = Object.keys(a).filter((name) => a[name] !== undefined);
  return names.length === Object.values(b).filter((value) => value !== undefined).length && names.every((name) => same(a[name], b[name]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
