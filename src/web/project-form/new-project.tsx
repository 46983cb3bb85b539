import { useQuery } from "@tanstack/react-query";
import { agentQuery } from "#web/api/queries.ts";
import { ArchivedNote } from "#web/archived/archived-note.tsx";
import { usePageTitle } from "#web/shell/page-title.ts";
import { Loaded } from "#web/ui/loaded.tsx";
import { Notice } from "#web/ui/notice.tsx";
import { ProjectForm } from "./project-form.tsx";

export function NewProjectPage() {
  usePageTitle("Add a project");
  const agent = useQuery(agentQuery);
  return (
    <div className="max-w-2xl space-y-6">
      <div className="space-y-2">
        <h1 className="text-3xl font-semibold">Add a project</h1>
        <p>The project is looked up in Jira first. Then it is read once in full, which takes a few seconds for each thousand issues.</p>
        <ArchivedNote />
      </div>
      <Loaded query={agent} what="the agent's settings">
        {({ sources, demo, timeZone }) => (
          <>
            {sources.some(({ source, configured }) => source === "jira" && configured) && !demo ? null : (
              <Notice tone="warn">
                <p>
                  No Jira of yours is connected. Set <code>JIRA_BASE_URL</code>, <code>JIRA_EMAIL</code> and <code>JIRA_API_TOKEN</code> and start the
                  workbench again; until then {demo ? "a project is looked up in the demo's recorded Jira" : "no project can be looked up"}.
                </p>
              </Notice>
            )}
            <ProjectForm timeZone={timeZone} />
          </>
        )}
      </Loaded>
    </div>
  );
}
