import { useEffect, useRef } from "react";
import type { Escalation } from "#core/entities/escalation.ts";
import { ChoiceCard } from "#web/ui/choice-card.tsx";
import { Prose } from "#web/ui/prose.tsx";

type Props = { escalation: Escalation; chosen: string | null; onChoose: (option: string) => void; missing: boolean };

/** The possible answers, each with what then happens. */
export function Options({ escalation, chosen, onChoose, missing }: Props) {
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (missing) first.current?.focus();
  }, [missing]);
  return (
    <fieldset className="space-y-2" aria-describedby={missing ? "option-missing" : undefined}>
      <legend className="sr-only">Choose one</legend>
      {missing ? (
        <p id="option-missing" role="alert" className="font-semibold text-bad">
          Choose one of the options first.
        </p>
      ) : null}
      {escalation.options.map(({ id, label, consequence }, index) => (
        <ChoiceCard
          key={id}
          ref={index === 0 ? first : null}
          name="option"
          value={id}
          checked={chosen === id}
          onChoose={() => onChoose(id)}
          title={
            <>
              <Prose text={label} />
              {id === escalation.defaultOption ? <span className="font-normal text-muted"> (if you say nothing)</span> : null}
            </>
          }
        >
          <Prose text={consequence} />
        </ChoiceCard>
      ))}
    </fieldset>
  );
}
