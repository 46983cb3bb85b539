import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { Escalation } from "#core/entities/escalation.ts";
import { isMissing } from "#web/api/errors.ts";
import { escalationQuery, projectQuery } from "#web/api/queries.ts";
import { EvidenceButton } from "#web/evidence/evidence-button.tsx";
import { NotFound } from "#web/shell/not-found.tsx";
import { usePageTitle } from "#web/shell/page-title.ts";
import { InZone, useTimes } from "#web/shell/time.tsx";
import { Loaded } from "#web/ui/loaded.tsx";
import { Prose } from "#web/ui/prose.tsx";
import { Section } from "#web/ui/section.tsx";
import { When } from "#web/ui/when.tsx";
import { DecideForm } from "./decide-form.tsx";

/** A question only the user can answer: what is known, what can be done, what happens otherwise. */
export function EscalationPage() {
  const { id, eid } = useParams({ from: "/projects/$id/escalations/$eid" });
  const escalation = useQuery(escalationQuery(id, eid));
  const { data: project } = useQuery(projectQuery(id));
  const { zone } = useTimes();
  if (isMissing(escalation.error)) return <NotFound />;
  return (
    <InZone zone={project?.timeZone ?? zone}>
      <Loaded query={escalation} what="the question" lines={9} page>
        {(asked) => <Asked key={asked.id} escalation={asked} projectName={project?.name ?? "the project"} />}
      </Loaded>
    </InZone>
  );
}

function Asked({ escalation, projectName }: { escalation: Escalation; projectName: string }) {
  usePageTitle(escalation.question);
  const { projectId, known, evidence } = escalation;
  return (
    <article className="max-w-3xl space-y-8">
      <header className="space-y-2">
        <h1 className="text-2xl font-semibold sm:text-3xl">
          <Prose text={escalation.question} />
        </h1>
        <p className="text-sm text-muted">
          {escalation.severity === "critical" ? <strong className="text-bad">Critical. </strong> : null}
          <Link to="/projects/$id" params={{ id: projectId }} className="link">
            <bdi>{projectName}</bdi>
          </Link>
          , asked <When at={escalation.createdAt} /> by the rule {escalation.rule}{" "}
          <EvidenceButton projectId={projectId} statement={escalation.question} evidence={evidence} />
        </p>
      </header>
      <Section title="What is known">
        <ul className="list-disc space-y-1.5 ps-5">
          {known.map((statement) => (
            <li key={statement.text}>
              <Prose text={statement.text} /> <EvidenceButton projectId={projectId} statement={statement.text} evidence={statement.evidence} />
            </li>
          ))}
        </ul>
      </Section>
      <DecideForm escalation={escalation} />
    </article>
  );
}
