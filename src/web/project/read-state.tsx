import { Archive, OctagonAlert, Pause } from "lucide-react";
import type { ProjectCard } from "#contract/projects.ts";
import { count } from "#web/ui/words.ts";

/** Whether the project is being read: silent when it is, with the reason when it is not; `brief` where the reason stands elsewhere. */
export function ReadState({ project, brief = false }: { project: Pick<ProjectCard, "status" | "pulse">; brief?: boolean }) {
  if (project.status === "paused") {
    return (
      <p className="flex items-start gap-2 text-sm text-unsure">
        <Pause aria-hidden className="mt-0.5 size-4 shrink-0" />
        Paused: Jira is not read until you resume it.
      </p>
    );
  }
  if (project.status === "archived") {
    return (
      <p className="flex items-start gap-2 text-sm text-unsure">
        <Archive aria-hidden className="mt-0.5 size-4 shrink-0" />
        Archived: Jira is not read and nothing is asked. It is kept as it was until you resume it.
      </p>
    );
  }
  const { pulse } = project;
  if (!pulse?.error) return null;
  return (
    <p className="flex items-start gap-2 text-sm text-bad">
      <OctagonAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>
        {pulse.failures > 0 ? `Jira could not be read (${count(pulse.failures, "failed attempt")}).` : "It could not be brought up to date."}
        {brief ? " What you see may be out of date." : ` ${pulse.error.message}`}
      </span>
    </p>
  );
}
