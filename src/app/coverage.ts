import type { Coverage } from "#contract/artefacts.ts";
import type { Project } from "#core/entities/project.ts";
import type { Memory } from "#core/ports.ts";
import { defaultRuleSettings } from "#core/settings.ts";

/** What a project's artefacts rest on now: read until when, what failed, what was skipped and why. */
export async function coverageOf(project: Project, memory: Memory): Promise<Coverage> {
  const [heartbeat, checkpoint] = await Promise.all([memory.heartbeat(), memory.checkpoint(project.id, project.source, project.sourceKey)]);
  const pulse = heartbeat?.projects[project.id];
  return {
    sources: [
      {
        source: project.source,
        readUntil: pulse?.lastReadAt ?? checkpoint?.readAt ?? null,
        stale: (pulse?.failures ?? 0) >= defaultRuleSettings.staleAfterCycles,
        error: pulse?.error?.message ?? null,
        skipped: checkpoint?.skipped ?? [],
      },
    ],
  };
}
