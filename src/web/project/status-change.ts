import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ProjectCard } from "#contract/projects.ts";
import type { ProjectStatus } from "#core/entities/project.ts";
import { call } from "#web/api/client.ts";
import { useAnnounce } from "#web/shell/announcer.tsx";

const said: Record<ProjectStatus, string> = { active: "is watched again", paused: "is paused", archived: "is archived" };

/** Pauses, resumes or archives a project as the page shows it. `done` runs only after success. */
export function useStatusChange(project: ProjectCard, done?: () => void) {
  const queries = useQueryClient();
  const announce = useAnnounce();
  return useMutation({
    mutationFn: (status: ProjectStatus) => call("changeProject", { params: { id: project.id }, body: { status, version: project.version } }),
    onSuccess: async ({ name, status }) => {
      announce(`${name} ${said[status]}.`);
      await queries.invalidateQueries({ queryKey: ["projects"] });
      void queries.invalidateQueries({ queryKey: ["escalations"] });
      done?.();
    },
    // A refusal for a stale version ends with the newest one on the page.
    onError: async () => queries.invalidateQueries({ queryKey: ["projects"] }),
  });
}
