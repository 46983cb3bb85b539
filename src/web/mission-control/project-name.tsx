import { useQuery } from "@tanstack/react-query";
import { projectsQuery } from "#web/api/queries.ts";

/** Whose line it is, where there is more than one project to tell apart. */
export function ProjectName({ id, after = "" }: { id: string | null; after?: string }) {
  const { data } = useQuery(projectsQuery);
  const project = data?.projects.find((one) => one.id === id);
  if (!project || data?.projects.length === 1) return null;
  return (
    <>
      <bdi className="inline-block max-w-64 truncate align-bottom" title={project.name}>
        {project.name}
      </bdi>
      {after}
    </>
  );
}
