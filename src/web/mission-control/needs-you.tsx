import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Escalation } from "#core/entities/escalation.ts";
import { pendingQuery } from "#web/api/queries.ts";
import { DecideBy } from "#web/escalation/decide-by.tsx";
import { Loaded } from "#web/ui/loaded.tsx";
import { Prose } from "#web/ui/prose.tsx";
import { Section } from "#web/ui/section.tsx";
import { ShowMore } from "#web/ui/show-more.tsx";
import { When } from "#web/ui/when.tsx";
import { count } from "#web/ui/words.ts";
import { groupQuestions, type QuestionGroup } from "./group-questions.ts";
import { ProjectName } from "./project-name.tsx";

/** What a rule asks about, as a heading over several questions of it. */
const matters: Record<string, string> = { "critical-unowned": "Highest priority without an owner.", blocked: "Blocked for too long." };

/** The questions only the user can answer, the most pressing first. */
export function NeedsYou() {
  const pending = useQuery(pendingQuery);
  const total = pending.data?.escalations.length;
  return (
    <Section title="Needs you" aside={total ? `${count(total, "decision")}${pending.data?.cursor ? " and more" : ""}` : null}>
      <Loaded query={pending} what="what needs you">
        {({ escalations }) =>
          escalations.length === 0 ? (
            <p className="text-muted">Nothing needs a decision from you now. When something does, it stands here with its options.</p>
          ) : (
            <ShowMore of={groupQuestions(escalations)} first={10} what="to decide">
              {(groups) => (
                <ul className="space-y-3">
                  {groups.map((group) => (
                    <Group key={group.key} group={group} />
                  ))}
                </ul>
              )}
            </ShowMore>
          )
        }
      </Loaded>
    </Section>
  );
}

function Group({ group: { projectId, rule, asked, silence, questions } }: { group: QuestionGroup }) {
  return (
    <li className="space-y-2 rounded-lg border border-line border-s-4 border-s-accent bg-surface p-4">
      <p className="text-sm text-muted empty:hidden">
        <ProjectName id={projectId} />
      </p>
      {asked ? (
        <h3 className="font-semibold">
          {matters[rule] ?? null} {asked}
        </h3>
      ) : null}
      <ShowMore of={questions} first={5} what="questions">
        {(shown) => (
          <ul className="divide-y divide-line">
            {shown.map(({ escalation, about }) => (
              <Question key={escalation.id} escalation={escalation} about={about} />
            ))}
          </ul>
        )}
      </ShowMore>
      <p className="text-sm">
        If you say nothing: <strong>{silence}</strong>.
      </p>
    </li>
  );
}

function Question({ escalation, about }: { escalation: Escalation; about: string }) {
  return (
    <li className="py-2 first:pt-0">
      <Link
        to="/projects/$id/escalations/$eid"
        params={{ id: escalation.projectId, eid: escalation.id }}
        className="font-medium text-accent decoration-1 underline-offset-4 hover:underline pointer-coarse:inline-block pointer-coarse:py-2.5"
      >
        <Prose text={about} />
      </Link>
      <p className="text-sm text-muted">
        {escalation.severity === "critical" ? <strong className="text-bad">Critical. </strong> : null}
        <DecideBy escalation={escalation} />, asked <When at={escalation.createdAt} />
      </p>
    </li>
  );
}
