import { useLocation } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import type { Decision, DecisionLog as Log } from "#core/entities/decision-log.ts";
import { EvidenceButton } from "#web/evidence/evidence-button.tsx";
import { Fact, FactList } from "#web/evidence/fact-list.tsx";
import { Prose } from "#web/ui/prose.tsx";
import { At, OnDay } from "#web/ui/when.tsx";

const standing = { active: "In force", superseded: "Superseded", reversed: "Reversed" } as const;

export function DecisionLog({ log, projectId }: { log: Log; projectId: string }) {
  if (log.decisions.length === 0) {
    return <p className="text-muted">Nothing has been decided yet. What you decide is written here with its question, options and reasons.</p>;
  }
  return (
    <ol className="divide-y divide-line border-y border-line">
      {log.decisions.map((decision) => (
        <Entry key={decision.id} decision={decision} projectId={projectId} />
      ))}
    </ol>
  );
}

function Entry({ decision, projectId }: { decision: Decision; projectId: string }) {
  const id = `decision-${decision.id}`;
  const entry = useRef<HTMLLIElement>(null);
  const named = useLocation().hash === id;
  useEffect(() => {
    if (!named) return;
    entry.current?.scrollIntoView({ block: "center" });
    entry.current?.focus({ preventScroll: true });
  }, [named]);
  return (
    <li ref={entry} id={id} tabIndex={-1} className={`space-y-3 py-5 ${named ? "border-s-4 border-s-accent ps-4" : ""}`}>
      <div>
        <h3 className="text-lg font-semibold">
          <Prose text={decision.question} />
        </h3>
        <p>
          <strong>
            <Prose text={decision.decision} />
          </strong>
          . <Prose text={decision.consequences} />
        </p>
      </div>
      <FactList>
        <Fact name="Decided by">
          {decision.decider === "user" ? "you" : decision.decider}, <At at={decision.at} />
        </Fact>
        <Fact name="Standing">{standing[decision.status]}</Fact>
        <Fact name="Rationale">{decision.rationale === "" ? "none given" : <span dir="auto" className="block whitespace-pre-line">{decision.rationale}</span>}</Fact>
        {decision.expectedOutcome ? <Fact name="Expected outcome"><Prose text={decision.expectedOutcome} /></Fact> : null}
        <Fact name="Review">{decision.reviewOn ? <OnDay day={decision.reviewOn} distance /> : "no date"}</Fact>
      </FactList>
      <details className="text-sm">
        <summary className="target link inline-flex cursor-pointer items-center">What was known and which options there were</summary>
        <ul className="mt-2 list-disc space-y-1 ps-5">
          {decision.context.map(({ text, evidence }) => (
            <li key={text}>
              <Prose text={text} /> <EvidenceButton projectId={projectId} statement={text} evidence={evidence} />
            </li>
          ))}
        </ul>
        <dl className="mt-3 space-y-2">
          {decision.options.map(({ label, consequence }) => (
            <div key={label}>
              <dt className="font-semibold">
                <Prose text={label} />
              </dt>
              <dd className="text-muted">
                <Prose text={consequence} />
              </dd>
            </div>
          ))}
        </dl>
      </details>
      <EvidenceButton projectId={projectId} statement={decision.question} evidence={decision.evidence} />
    </li>
  );
}
