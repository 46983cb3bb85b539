import type { DeliveryState } from "#core/entities/delivery-state.ts";
import { EvidenceButton } from "#web/evidence/evidence-button.tsx";
import { useTimes } from "#web/shell/time.tsx";
import { dayAt } from "#web/ui/dates.ts";
import { Prose } from "#web/ui/prose.tsx";
import { Section } from "#web/ui/section.tsx";
import { OnDay } from "#web/ui/when.tsx";
import { capital } from "#web/ui/words.ts";

type Action = DeliveryState["nextActions"][number];

export function NextActions({ actions, projectId }: { actions: readonly Action[]; projectId: string }) {
  return (
    <Section title="Next actions">
      {actions.length === 0 ? (
        <p className="text-muted">No rule asks for an action now.</p>
      ) : (
        <ol className="list-decimal space-y-2 ps-5">
          {actions.map(({ text, owner, due, evidence }) => (
            <li key={text} className="ps-1">
              <Prose text={text} />{" "}
              <span className="text-sm text-muted">
                {owner ? <bdi>{owner}</bdi> : null}
                {owner && due ? ", " : null}
                {due ? <Due day={due} first={owner === null} /> : null}
              </span>{" "}
              <EvidenceButton projectId={projectId} statement={text} evidence={evidence} />
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}

function Due({ day, first }: { day: string; first: boolean }) {
  const { productMs, zone } = useTimes();
  const late = productMs !== null && day < dayAt(productMs, zone);
  const words = late ? "was due" : "due";
  return (
    <span className={late ? "text-warn" : undefined}>
      {first ? capital(words) : words} <OnDay day={day} distance />
    </span>
  );
}
