import type { Checkpoint, Skipped } from "#core/entities/checkpoint.ts";
import type { Project } from "#core/entities/project.ts";
import type { ReadProgress, Source, SourceDelta } from "#core/ports.ts";
import type { Instant } from "#core/time.ts";

/** Reads what the source has since the checkpoint; all of it when there is none. */
export async function detect(
  input: { project: Project; checkpoint: Checkpoint | null; now: Instant },
  ports: { source: Source; progress: ReadProgress },
): Promise<SourceDelta> {
  const { project, checkpoint, now } = input;
  const delta = await ports.source.read({ sourceKey: project.sourceKey, position: checkpoint?.position ?? null, now }, ports.progress);
  return { ...delta, skipped: stillSkipped(checkpoint?.skipped ?? [], delta) };
}

/** What could not be read earlier stays in the coverage until it is read. */
function stillSkipped(earlier: readonly Skipped[], delta: SourceDelta): Skipped[] {
  const seen = new Set(delta.skipped.map((one) => one.id));
  for (const change of delta.changes) {
    if (change.kind === "issue") seen.add(change.issue.key).add(change.issue.externalId);
  }
  return [...earlier.filter((one) => !seen.has(one.id)), ...delta.skipped];
}
