import { evidenceId } from "#core/evidence.ts";
import type { Release } from "#core/entities/release.ts";
import type { Signal } from "#core/entities/signal.ts";
import type { Sprint } from "#core/entities/sprint.ts";
import type { Digest } from "#core/ports.ts";
import type { Instant } from "#core/time.ts";
import { makeSignal } from "./make-signal.ts";

/** A sprint that was planned, started or ended; other edits of a sprint are facts, not news. */
export function sprintSignals({ before, after }: { before: Sprint | undefined; after: Sprint }, digest: Digest): Signal[] {
  const subject = evidenceId("sprint", after.id);
  const base = { subject, by: null, from: before?.state ?? null, to: after.state };
  if (after.state === before?.state) return [];
  if (after.state === "active" && after.startAt) {
    return [makeSignal({ ...base, kind: "sprint-started", title: `Sprint ${after.name} started`, at: after.startAt, mark: `started|${after.startAt}` }, digest)];
  }
  const ended = after.completedAt ?? after.endAt;
  if (after.state === "closed" && ended) {
    return [makeSignal({ ...base, kind: "sprint-ended", title: `Sprint ${after.name} ended`, at: ended, mark: `ended|${ended}` }, digest)];
  }
  return [];
}

/** A release that appeared, moved its date, or came out. The source dates none of these, so they bear the time they were seen. */
export function releaseSignals({ before, after, seenAt: at }: { before: Release | undefined; after: Release; seenAt: Instant }, digest: Digest): Signal[] {
  const what = releaseNews(before, after);
  if (what === null) return [];
  const mark = `${at}|${after.releaseOn}|${after.released}`;
  return [makeSignal({ kind: "release-changed", subject: evidenceId("release", after.id), title: what, by: null, at, from: before?.releaseOn ?? null, to: after.releaseOn, mark }, digest)];
}

function releaseNews(before: Release | undefined, after: Release): string | null {
  if (!before) return after.releaseOn === null ? null : `Release ${after.name} is planned for ${after.releaseOn}`;
  if (after.released && !before.released) return `Release ${after.name} came out`;
  if (after.releaseOn !== before.releaseOn) return `Release ${after.name} moved from ${before.releaseOn ?? "no date"} to ${after.releaseOn ?? "no date"}`;
  return null;
}
