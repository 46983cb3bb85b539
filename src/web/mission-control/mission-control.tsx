import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { AgentPanel } from "#web/agent/agent-panel.tsx";
import { missionControlQuery, projectsQuery } from "#web/api/queries.ts";
import { usePageTitle } from "#web/shell/page-title.ts";
import { Changes } from "./changes.tsx";
import { Feed } from "./feed.tsx";
import { NeedsYou } from "./needs-you.tsx";
import { Projects } from "./projects.tsx";
import { Welcome } from "./welcome.tsx";

/** The first page: what needs the user, how the projects stand, what changed. */
export function MissionControl() {
  usePageTitle("Mission Control");
  // Its parts are shown from where other pages show them too; this keeps them being read as one.
  useQuery({ ...missionControlQuery, notifyOnChangeProps: [] });
  const { data } = useQuery(projectsQuery);
  return (
    <div className="space-y-8">
      <div className="space-y-2">
        <h1 className="text-3xl font-semibold">Mission Control</h1>
        <AgentPanel />
      </div>
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="min-w-0 space-y-8">
          {data?.projects.length === 0 ? (
            <Welcome />
          ) : (
            <>
              <NeedsYou />
              <Projects />
              <Changes />
            </>
          )}
          <p className="text-sm">
            <Link to="/projects/archived" className="link target inline-flex items-center">
              Archived projects
            </Link>
          </p>
        </div>
        <Feed />
      </div>
    </div>
  );
}
