import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ProjectCard } from "#contract/projects.ts";
import { projectsQuery } from "#web/api/queries.ts";
import { ReadState } from "#web/project/read-state.tsx";
import { ColourMark } from "#web/ui/colour-mark.tsx";
import { Loaded } from "#web/ui/loaded.tsx";
import { Section } from "#web/ui/section.tsx";
import { When } from "#web/ui/when.tsx";

export function Projects() {
  const projects = useQuery(projectsQuery);
  return (
    <Section title="Projects">
      <Loaded query={projects} what="the projects">
        {({ projects: all }) =>
          all.length === 0 ? (
            <p>
              No project is watched yet.{" "}
              <Link to="/projects/new" className="link">
                Add the first one
              </Link>{" "}
              with its name and Jira key.
            </p>
          ) : (
            <ul className="grid gap-3 sm:grid-cols-[repeat(auto-fit,minmax(20rem,1fr))]">
              {all.map((project) => (
                <Card key={project.id} project={project} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  );
}

function Card({ project }: { project: ProjectCard }) {
  const { glance } = project;
  return (
    <li className="space-y-2 rounded-lg border border-line bg-surface p-4">
      <div className="flex items-start justify-between gap-3">
        <h3 className="min-w-0 font-semibold">
          <Link to="/projects/$id" params={{ id: project.id }} className="link pointer-coarse:inline-block pointer-coarse:py-2.5">
            {project.name}
          </Link>{" "}
          <span className="font-normal text-muted">{project.sourceKey}</span>
        </h3>
        <ColourMark colour={glance?.colour ?? "grey"} />
      </div>
      <p className="text-sm">{glance?.because ?? "No delivery state yet: it is written at the end of the first cycle."}</p>
      <p className="text-sm text-muted">
        {glance?.sprint ? `${glance.sprint}. ` : null}
        {glance ? (
          <>
            As of <When at={glance.updatedAt} />.
          </>
        ) : null}
      </p>
      <ReadState project={project} />
    </li>
  );
}
