import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Escalation } from "#core/entities/escalation.ts";
import { pendingQuery, projectsQuery } from "#web/api/queries.ts";
import { SilenceMeans } from "#web/escalation/silence-means.tsx";
import { Loaded } from "#web/ui/loaded.tsx";
import { Section } from "#web/ui/section.tsx";
import { When } from "#web/ui/when.tsx";
import { count } from "#web/ui/words.ts";

/** The questions only the user can answer, the most pressing first. */
export function NeedsYou() {
  const pending = useQuery(pendingQuery);
  const total = pending.data?.escalations.length;
  return (
    <Section title="Needs you" aside={total ? count(total, "decision") : null}>
      <Loaded query={pending} what="what needs you">
        {({ escalations }) =>
          escalations.length === 0 ? (
            <p className="text-muted">Nothing needs a decision from you now. When something does, it stands here with its options.</p>
          ) : (
            <ul className="space-y-3">
              {byUrgency(escalations).map((escalation) => (
                <Question key={escalation.id} escalation={escalation} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  );
}

function Question({ escalation }: { escalation: Escalation }) {
  const { data } = useQuery(projectsQuery);
  const project = data?.projects.find(({ id }) => id === escalation.projectId);
  return (
    <li className="space-y-1.5 rounded-lg border border-line border-s-4 border-s-accent bg-surface p-4">
      <h3 className="font-semibold">
        <Link to="/projects/$id/escalations/$eid" params={{ id: escalation.projectId, eid: escalation.id }} className="link pointer-coarse:inline-block pointer-coarse:py-2.5">
          {escalation.question}
        </Link>
      </h3>
      <p className="text-sm text-muted">
        {escalation.severity === "critical" ? <strong className="text-bad">Critical. </strong> : null}
        {project ? `${project.name}, ` : null}asked <When at={escalation.createdAt} />
      </p>
      <p className="text-sm">
        <SilenceMeans escalation={escalation} />
      </p>
    </li>
  );
}

/** Critical before normal, then by the day the default applies. */
function byUrgency(escalations: readonly Escalation[]): Escalation[] {
  const rank = ({ severity, defaultOn }: Escalation) => `${severity === "critical" ? 0 : 1}${defaultOn}`;
  return escalations.toSorted((a, b) => rank(a).localeCompare(rank(b)));
}
