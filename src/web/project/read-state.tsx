import { OctagonAlert, Pause } from "lucide-react";
import type { ProjectCard } from "#contract/projects.ts";
import { count } from "#web/ui/words.ts";

/** Whether the project is being read: silent when it is, with the reason when it is not. */
export function ReadState({ project }: { project: Pick<ProjectCard, "status" | "pulse"> }) {
  if (project.status === "paused") {
    return (
      <p className="flex items-start gap-2 text-sm text-unsure">
        <Pause aria-hidden className="mt-0.5 size-4 shrink-0" />
        Paused: Jira is not read until you resume it.
      </p>
    );
  }
  const { pulse } = project;
  if (!pulse?.error) return null;
  return (
    <p className="flex items-start gap-2 text-sm text-bad">
      <OctagonAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>
        Jira could not be read ({count(pulse.failures, "failed attempt")}). {pulse.error.message}
      </span>
    </p>
  );
}
