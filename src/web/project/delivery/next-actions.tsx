import type { DeliveryState } from "#core/entities/delivery-state.ts";
import { EvidenceButton } from "#web/evidence/evidence-button.tsx";
import { Section } from "#web/ui/section.tsx";
import { OnDay } from "#web/ui/when.tsx";

export function NextActions({ actions, projectId }: { actions: DeliveryState["nextActions"]; projectId: string }) {
  return (
    <Section title="Next actions">
      {actions.length === 0 ? (
        <p className="text-muted">No rule asks for an action now.</p>
      ) : (
        <ol className="list-decimal space-y-2 ps-5">
          {actions.map(({ text, owner, due, evidence }) => (
            <li key={text} className="ps-1">
              {text}{" "}
              <span className="text-sm text-muted">
                {owner ?? "No owner"}
                {due ? <>, due <OnDay day={due} distance /></> : null}.
              </span>{" "}
              <EvidenceButton projectId={projectId} statement={text} evidence={evidence} />
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}
