import { useQuery } from "@tanstack/react-query";
import { Link, Outlet, useParams } from "@tanstack/react-router";
import type { ProjectCard } from "#contract/projects.ts";
import { WorkProgress } from "#web/agent/work-progress.tsx";
import { isMissing } from "#web/api/errors.ts";
import { agentQuery, projectQuery } from "#web/api/queries.ts";
import { NotFound } from "#web/shell/not-found.tsx";
import { InZone } from "#web/shell/time.tsx";
import { Loaded } from "#web/ui/loaded.tsx";
import { documents } from "./documents.ts";
import { ProjectHeader } from "./project-header.tsx";

/** A project: its header, the way to its four documents, and the one that is open. */
export function ProjectPage() {
  const { id } = useParams({ from: "/projects/$id" });
  const project = useQuery(projectQuery(id));
  if (isMissing(project.error)) return <NotFound />;
  return (
    <Loaded query={project} what="the project" lines={6} page>
      {(card) => (
        <InZone zone={card.timeZone}>
          <div className="space-y-6">
            <ProjectHeader project={card} />
            <UnderWay project={card} />
            <nav aria-label="Documents" className="flex flex-wrap gap-x-1 border-b border-line max-sm:grid max-sm:grid-cols-2 print:hidden">
              {documents.map(({ slug, title }) => (
                <Link
                  key={slug}
                  to="/projects/$id/$document"
                  params={{ id, document: slug }}
                  activeOptions={{ includeSearch: false }}
                  className="target -mb-px inline-flex items-center border-b-2 border-transparent forced-colors:border-[Canvas] px-3 py-2 text-sm hover:border-control aria-[current=page]:border-accent aria-[current=page]:font-semibold aria-[current=page]:text-accent"
                >
                  {title}
                </Link>
              ))}
            </nav>
            <Outlet />
          </div>
        </InZone>
      )}
    </Loaded>
  );
}

function UnderWay({ project }: { project: ProjectCard }) {
  const { data: agent } = useQuery(agentQuery);
  if (agent?.progress?.projectId !== project.id) return null;
  return (
    <section aria-label="Cycle under way" className="rounded-lg border border-line bg-surface p-4">
      <WorkProgress progress={agent.progress} />
    </section>
  );
}
