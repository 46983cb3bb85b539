import type { Blocker } from "#core/entities/delivery-state.ts";
import { EvidenceButton } from "#web/evidence/evidence-button.tsx";
import { Owner } from "#web/ui/owner.tsx";
import { Prose } from "#web/ui/prose.tsx";
import { Section } from "#web/ui/section.tsx";
import { ShowMore } from "#web/ui/show-more.tsx";
import { count } from "#web/ui/words.ts";

export function Blockers({ blockers, projectId }: { blockers: readonly Blocker[]; projectId: string }) {
  return (
    <Section title="Blockers" aside={blockers.length > 0 ? count(blockers.length, "item") : null}>
      {blockers.length === 0 ? <p className="text-muted">Nothing is known to be blocked.</p> : null}
      <ShowMore of={blockers} first={8} what="blockers">
        {(shown) => (
          <ul className="divide-y divide-line">
            {shown.map(({ key, summary, because, ageDays, owner, evidence }) => (
              <li key={key} className="space-y-0.5 py-2.5">
                <h3>
                  <span className="text-muted">{key}</span> <bdi className="font-semibold">{summary}</bdi>
                </h3>
                <p className="text-sm">
                  <Prose text={because} />
                </p>
                <p className="text-sm text-muted">
                  {ageDays === null ? null : `Blocked for ${count(ageDays, "day")}. `}
                  <Owner name={owner} /> <EvidenceButton projectId={projectId} statement={because} evidence={evidence} />
                </p>
              </li>
            ))}
          </ul>
        )}
      </ShowMore>
    </Section>
  );
}
