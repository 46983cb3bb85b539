import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { projectsQuery } from "#web/api/queries.ts";

const entry =
  "target inline-flex items-center gap-1.5 rounded-md px-2.5 py-1.5 text-sm hover:bg-sunken aria-[current=page]:bg-accent-wash aria-[current=page]:font-semibold aria-[current=page]:text-accent";

/** With more projects than this the bar would be all links; Mission Control lists them. */
const MOST_LINKS = 8;

export function TopBar() {
  const { data } = useQuery(projectsQuery);
  const linked = data && data.projects.length <= MOST_LINKS ? data.projects : [];
  return (
    <header className="print:hidden border-b border-line bg-surface">
      <div className="mx-auto flex max-w-6xl flex-wrap items-center gap-x-6 gap-y-1 px-4 py-2 sm:px-6">
        <p className="font-serif text-lg font-semibold">Agentic PM Workbench</p>
        <nav aria-label="Pages" className="-mx-2.5 flex grow flex-wrap items-center gap-1">
          <Link to="/" className={entry}>
            Mission Control
          </Link>
          {linked.map((project) => (
            <Link key={project.id} to="/projects/$id" params={{ id: project.id }} className={`${entry} max-md:hidden`}>
              <bdi className="max-w-48 truncate">{project.name}</bdi>
            </Link>
          ))}
          <Link to="/projects/new" className={`${entry} md:ms-auto`}>
            <Plus aria-hidden className="size-4" />
            Add a project
          </Link>
        </nav>
      </div>
    </header>
  );
}
