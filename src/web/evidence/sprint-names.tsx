import { useQueries } from "@tanstack/react-query";
import { evidenceQuery } from "#web/api/queries.ts";

/** The sprints by name; one the store does not hold keeps its number. */
export function SprintNames({ projectId, ids }: { projectId: string; ids: readonly number[] }) {
  const facts = useQueries({ queries: ids.map((id) => evidenceQuery(projectId, `sprint:${id}`)) });
  const names = ids.map((id, index) => {
    const fact = facts[index]?.data;
    return fact?.kind === "sprint" ? fact.sprint.name : `sprint ${id}`;
  });
  return <bdi>{names.join(", ")}</bdi>;
}
