import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { archivedQuery } from "#web/api/queries.ts";
import { count } from "#web/ui/words.ts";

/** The way to what was put away, where there is any. */
export function ArchivedNote() {
  const { data } = useQuery(archivedQuery);
  if (!data || data.projects.length === 0) return null;
  return (
    <p className="text-sm">
      <Link to="/projects/archived" className="link target inline-flex items-center">
        {count(data.projects.length, "archived project")}
      </Link>
    </p>
  );
}
