import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ProjectCard } from "#contract/projects.ts";
import { projectsQuery } from "#web/api/queries.ts";
import { ReadState } from "#web/project/read-state.tsx";
import { ColourMark } from "#web/ui/colour-mark.tsx";
import { Loaded } from "#web/ui/loaded.tsx";
import { Prose } from "#web/ui/prose.tsx";
import { Section } from "#web/ui/section.tsx";
import { When } from "#web/ui/when.tsx";
import { capital, sentences } from "#web/ui/words.ts";

export function Projects() {
  const projects = useQuery(projectsQuery);
  return (
    <Section title="Projects">
      <Loaded query={projects} what="the projects">
        {({ projects: all }) => (
          <ul className="grid gap-3 sm:grid-cols-[repeat(auto-fit,minmax(20rem,1fr))]">
            {all.map((project) => (
              <Card key={project.id} project={project} />
            ))}
          </ul>
        )}
      </Loaded>
    </Section>
  );
}

function Card({ project }: { project: ProjectCard }) {
  const { glance, pulse } = project;
  return (
    <li className="space-y-2.5 rounded-lg border border-line bg-surface p-4">
      <div className="flex items-start justify-between gap-3">
        <h3 className="min-w-0 text-lg font-semibold">
          <Link to="/projects/$id" params={{ id: project.id }} className="link pointer-coarse:inline-block pointer-coarse:py-2.5">
            <bdi>{project.name}</bdi>
          </Link>{" "}
          <span className="text-base font-normal text-muted">{project.sourceKey}</span>
        </h3>
        <ColourMark colour={glance?.colour ?? "grey"} />
      </div>
      {glance ? <Glance glance={glance} /> : <p className="text-sm">No delivery state yet: it is written at the end of the first cycle.</p>}
      {glance ? (
        <p className="text-sm text-muted">
          {glance.sprint ? <bdi>{glance.sprint}. </bdi> : null}
          Written <When at={glance.updatedAt} />
          {pulse?.lastReadAt ? <>, Jira last read <When at={pulse.lastReadAt} /></> : null}.
        </p>
      ) : null}
      <ReadState project={project} brief />
    </li>
  );
}

/** What gives the colour, and the first thing seen; what is asked of whom stands in the delivery state. */
function Glance({ glance }: { glance: NonNullable<ProjectCard["glance"]> }) {
  const [verdict = "", ...details] = sentences(glance.because);
  return (
    <>
      <p>
        <strong>{verdict}</strong>
        {details[0] ? (
          <>
            {" "}
            <Prose text={details[0]} />
          </>
        ) : null}
      </p>
      <dl className="flex flex-wrap gap-x-5 gap-y-1.5 text-sm">
        {Object.entries(glance.dimensions).map(([name, colour]) => (
          <div key={name} className="flex items-center gap-2">
            <dt className="text-muted">{capital(name)}</dt>
            <dd>
              <ColourMark colour={colour} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
