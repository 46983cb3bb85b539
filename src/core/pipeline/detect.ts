import type { Checkpoint, Skipped } from "#core/entities/checkpoint.ts";
import type { Project } from "#core/entities/project.ts";
import type { Change, ReadProgress, Source, SourceDelta } from "#core/ports.ts";
import type { Instant } from "#core/time.ts";

/** Reads what the source has since the checkpoint; all of it when there is none. */
export async function detect(
  input: { project: Project; checkpoint: Checkpoint | null; now: Instant },
  ports: { source: Source; progress: ReadProgress; signal: AbortSignal },
): Promise<SourceDelta> {
  const { project, checkpoint, now } = input;
  const { source, progress, signal } = ports;
  const delta = await source.read({ sourceKey: project.sourceKey, position: checkpoint?.position ?? null, now, signal }, progress);
  return { ...delta, skipped: stillSkipped(checkpoint?.skipped ?? [], delta) };
}

/** More than a person would read, and few enough for one stored item. */
const mostListed = 200;
const others = "others";

/** What could not be read earlier stays in the coverage until it is read. Of very many the first are named and the rest counted. */
function stillSkipped(earlier: readonly Skipped[], delta: SourceDelta): Skipped[] {
  const read = new Set([...delta.skipped.map((one) => subjectOf(one.id)), ...delta.changes.flatMap(subjectsOf)]);
  const all = [...earlier.filter((one) => !read.has(subjectOf(one.id))), ...delta.skipped];
  const listed = all.filter((one) => one.id !== others);
  // Not the sum: what comes again in the overlap of two reads would be counted again.
  const count = Math.max(listed.length - mostListed, all.find((one) => one.id === others)?.count ?? 0);
  if (count <= 0) return listed;
  return [...listed.slice(0, mostListed), { id: others, reason: `${count} more could not be read when they last came`, count }];
}

function subjectOf(id: string): string {
  return id.split(",", 1)[0] ?? id;
}

/** What a change proves to have been read. */
function subjectsOf(change: Change): string[] {
  switch (change.kind) {
    case "issue":
      return [change.issue.key, change.issue.externalId];
    case "sprint":
      return [`sprint ${change.sprint.id}`];
    case "release":
      return [];
    case "profile":
      return ["site"];
  }
}
