import { Link } from "@tanstack/react-router";
import type { Escalation } from "#core/entities/escalation.ts";
import { At } from "#web/ui/when.tsx";
import { FactList } from "./fact-list.tsx";

const statuses = { pending: "waiting for your decision", decided: "decided", superseded: "no longer asked" } as const;

export function EscalationFacts({ escalation }: { escalation: Escalation }) {
  const chosen = escalation.options.find(({ id }) => id === escalation.decision?.option);
  return (
    <article className="space-y-2">
      <h3 className="font-semibold">{escalation.question}</h3>
      <FactList
        of={[
          ["Status", statuses[escalation.status]],
          ["Asked", <At key="asked" at={escalation.createdAt} />],
          ...(chosen ? [["Decision", chosen.label] as const] : []),
          ...(escalation.decision?.notes ? [["Your notes", escalation.decision.notes] as const] : []),
          ...(escalation.supersededBecause ? [["Because", escalation.supersededBecause] as const] : []),
        ]}
      />
      <Link to="/projects/$id/escalations/$eid" params={{ id: escalation.projectId, eid: escalation.id }} className="link target inline-flex items-center text-sm">
        Open the question
      </Link>
    </article>
  );
}
