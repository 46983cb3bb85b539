import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { projectQuery } from "#web/api/queries.ts";
import { usePageTitle } from "#web/shell/page-title.ts";
import { PutAway } from "./put-away.tsx";
import { SettingsForm } from "./settings-form.tsx";

/** What the user may change about a project. It opens within the project's page, which has read the project. */
export function SettingsPage() {
  const { id } = useParams({ from: "/projects/$id/settings" });
  const { data: project } = useQuery(projectQuery(id));
  usePageTitle(project ? `Settings, ${project.name}` : "Settings");
  if (!project) return null;
  return (
    <div className="max-w-2xl space-y-10">
      <div className="space-y-6">
        <h2 className="text-2xl font-semibold">Settings</h2>
        <SettingsForm project={project} />
      </div>
      <PutAway project={project} />
    </div>
  );
}
