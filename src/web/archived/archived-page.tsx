import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import type { ProjectCard } from "#contract/projects.ts";
import { archivedQuery } from "#web/api/queries.ts";
import { useStatusChange } from "#web/project/status-change.ts";
import { usePageTitle } from "#web/shell/page-title.ts";
import { Button } from "#web/ui/button.tsx";
import { Failure } from "#web/ui/failure.tsx";
import { Loaded } from "#web/ui/loaded.tsx";
import { When } from "#web/ui/when.tsx";

/** The projects that were put away: still to be read, and to be taken up again. */
export function ArchivedPage() {
  usePageTitle("Archived projects");
  const archived = useQuery(archivedQuery);
  return (
    <div className="max-w-3xl space-y-6">
      <div className="space-y-2">
        <h1 className="text-3xl font-semibold">Archived projects</h1>
        <p>Jira is not read for them and they ask nothing of you. Their documents, versions and decisions are kept.</p>
      </div>
      <Loaded query={archived} what="the archived projects">
        {({ projects }) =>
          projects.length === 0 ? (
            <p className="text-muted">No project is archived. A project is archived in its settings.</p>
          ) : (
            <ul className="divide-y divide-line border-y border-line">
              {projects.map((project) => (
                <Archived key={project.id} project={project} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </div>
  );
}

function Archived({ project }: { project: ProjectCard }) {
  const navigate = useNavigate();
  const resume = useStatusChange(project, () => void navigate({ to: "/projects/$id", params: { id: project.id } }));
  return (
    <li className="space-y-2 py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <h2 className="font-sans font-semibold">
            <Link to="/projects/$id" params={{ id: project.id }} className="link">
              <bdi>{project.name}</bdi>
            </Link>{" "}
            <span className="font-normal text-muted">{project.sourceKey}</span>
          </h2>
          <p className="text-sm text-muted">
            Last changed <When at={project.updatedAt} />
          </p>
        </div>
        <Button busy={resume.isPending} onClick={() => resume.mutate("active")} aria-label={`Resume ${project.name}`}>
          Resume
        </Button>
      </div>
      {resume.error ? <Failure what="It was not resumed." error={resume.error} /> : null}
    </li>
  );
}
