import { Link } from "@tanstack/react-router";
import type { Escalation } from "#core/entities/escalation.ts";
import { Prose } from "#web/ui/prose.tsx";
import { At } from "#web/ui/when.tsx";
import { Fact, FactList } from "./fact-list.tsx";

const statuses = { pending: "waiting for your decision", decided: "decided", superseded: "no longer asked" } as const;

export function EscalationFacts({ escalation }: { escalation: Escalation }) {
  const chosen = escalation.options.find(({ id }) => id === escalation.decision?.option);
  return (
    <article className="space-y-2">
      <h3 className="font-semibold">
        <Prose text={escalation.question} />
      </h3>
      <FactList>
        <Fact name="Status">{statuses[escalation.status]}</Fact>
        <Fact name="Asked">
          <At at={escalation.createdAt} />
        </Fact>
        {chosen ? <Fact name="Decision">{chosen.label}</Fact> : null}
        {escalation.decision?.notes ? <Fact name="Your notes">{escalation.decision.notes}</Fact> : null}
        {escalation.supersededBecause ? <Fact name="Because"><Prose text={escalation.supersededBecause} /></Fact> : null}
      </FactList>
      <Link to="/projects/$id/escalations/$eid" params={{ id: escalation.projectId, eid: escalation.id }} className="link target inline-flex items-center text-sm">
        Open the question
      </Link>
    </article>
  );
}
