import type { BacklogSummary } from "#core/entities/backlog-summary.ts";
import { EvidenceButton } from "#web/evidence/evidence-button.tsx";
import { Prose } from "#web/ui/prose.tsx";
import { Section } from "#web/ui/section.tsx";
import { ShowMore } from "#web/ui/show-more.tsx";
import { count } from "#web/ui/words.ts";

/** Items not ready to be worked on, with what they lack. */
export function Refinement({ candidates, total, projectId }: { candidates: BacklogSummary["refinement"]; total: number; projectId: string }) {
  const unlisted = total - candidates.length;
  return (
    <Section title="To refine" aside={total > 0 ? count(total, "item") : null}>
      {total === 0 ? <p className="text-muted">Nothing planned for this sprint or the next is known to lack its description or criteria.</p> : null}
      <ShowMore of={candidates} first={10} what="items">
        {(shown) => (
          <ul className="divide-y divide-line text-sm">
            {shown.map(({ key, summary, reason, evidence }) => (
              <li key={key} className="py-2">
                <bdi>{summary}</bdi>
                <p className="text-muted">
                  <Prose text={reason} /> <EvidenceButton projectId={projectId} statement={`${summary}: ${reason}`} evidence={evidence} />
                </p>
              </li>
            ))}
          </ul>
        )}
      </ShowMore>
      {unlisted > 0 ? <p className="text-sm text-muted">{count(unlisted, "more item")} not listed.</p> : null}
    </Section>
  );
}
