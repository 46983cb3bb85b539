import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import type { Escalation } from "#core/entities/escalation.ts";
import { Notice } from "#web/ui/notice.tsx";
import { Prose } from "#web/ui/prose.tsx";
import { Section } from "#web/ui/section.tsx";
import { At } from "#web/ui/when.tsx";
import { NextQuestion } from "./next-question.tsx";

type Props = { escalation: Escalation; unsaved: string; justDecided: boolean };

/** How a question ended: decided, or no longer worth asking. Notes that could not be saved stay to be copied. */
export function Outcome({ escalation, unsaved, justDecided }: Props) {
  const answer = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The form is gone, and with it the button that had the focus.
    if (justDecided) answer.current?.focus({ preventScroll: true });
  }, [justDecided]);
  return (
    <Section title={escalation.decision ? "Decided" : "No longer asked"}>
      <div ref={answer} tabIndex={-1}>
        {escalation.decision ? <Decided escalation={escalation} decision={escalation.decision} /> : <Withdrawn escalation={escalation} />}
      </div>
      {unsaved === "" ? null : (
        <Notice tone="warn" alert>
          <p>It ended before you answered, so these notes of yours were not saved:</p>
          <p dir="auto" className="whitespace-pre-line">
            {unsaved}
          </p>
        </Notice>
      )}
      <NextQuestion after={escalation} />
    </Section>
  );
}

function Decided({ escalation, decision }: { escalation: Escalation; decision: NonNullable<Escalation["decision"]> }) {
  const { decidedAt, options, projectId } = escalation;
  const chosen = options.find(({ id }) => id === decision.option);
  return (
    <Notice tone="good">
      <p className="text-base">
        <strong>
          <Prose text={chosen?.label ?? decision.option} />
        </strong>
        {chosen ? (
          <>
            . <Prose text={chosen.consequence} />
          </>
        ) : null}
      </p>
      {decision.notes ? (
        <p dir="auto" className="whitespace-pre-line">
          {decision.notes}
        </p>
      ) : null}
      <p>
        Decided by you{decidedAt ? <>, <At at={decidedAt} /></> : null}.{" "}
        <Link
          to="/projects/$id/$document"
          params={{ id: projectId, document: "decisions" }}
          hash={`decision-${decision.decisionId}`}
          className="link target inline-flex items-center"
        >
          See it in the decision log
        </Link>
      </p>
    </Notice>
  );
}

function Withdrawn({ escalation: { supersededBecause, decidedAt } }: { escalation: Escalation }) {
  return (
    <Notice>
      <p>
        <Prose text={supersededBecause ?? "The matter ended in the facts before you answered."} />
      </p>
      {decidedAt ? (
        <p>
          Withdrawn <At at={decidedAt} />.
        </p>
      ) : null}
    </Notice>
  );
}
