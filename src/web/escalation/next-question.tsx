import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Escalation } from "#core/entities/escalation.ts";
import { pendingQuery } from "#web/api/queries.ts";
import { Prose } from "#web/ui/prose.tsx";
import { byUrgency } from "./by-urgency.ts";

/** The way on: the most pressing question still open, or word that there is none. */
export function NextQuestion({ after }: { after: Escalation }) {
  const { data } = useQuery(pendingQuery);
  if (!data) return null;
  const [next, ...others] = byUrgency(data.escalations.filter(({ id }) => id !== after.id));
  if (!next) {
    return (
      <p>
        Nothing else needs a decision from you.{" "}
        <Link to="/" className="link target inline-flex items-center">
          Back to Mission Control
        </Link>
      </p>
    );
  }
  return (
    <p>
      Next:{" "}
      <Link to="/projects/$id/escalations/$eid" params={{ id: next.projectId, eid: next.id }} className="link">
        <Prose text={next.question} />
      </Link>
      {others.length > 0 ? <span className="text-muted"> ({others.length} more after it)</span> : null}
    </p>
  );
}
