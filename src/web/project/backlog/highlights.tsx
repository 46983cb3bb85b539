import type { BacklogSummary, HighlightKind } from "#core/entities/backlog-summary.ts";
import { EvidenceButton } from "#web/evidence/evidence-button.tsx";
import { Prose } from "#web/ui/prose.tsx";
import { Section } from "#web/ui/section.tsx";
import { ShowMore } from "#web/ui/show-more.tsx";
import { capital, count } from "#web/ui/words.ts";

const kinds: readonly HighlightKind[] = ["unowned critical", "blocked", "due missed", "aged", "scope creep"];

/** What stands out in the backlog, kind by kind. */
export function Highlights({ highlights, total, projectId }: { highlights: BacklogSummary["highlights"]; total: number; projectId: string }) {
  const unlisted = total - highlights.length;
  return (
    <Section title="Highlights" aside={total > 0 ? count(total, "item") : null}>
      {total === 0 ? <p className="text-muted">Nothing stands out.</p> : null}
      {kinds.map((kind) => {
        const ofKind = highlights.filter((highlight) => highlight.kind === kind);
        if (ofKind.length === 0) return null;
        return (
          <div key={kind}>
            <h3 className="font-semibold">{capital(kind)}</h3>
            <ShowMore of={ofKind} first={6} what={`${kind} items`}>
              {(shown) => (
                <ul className="divide-y divide-line text-sm">
                  {shown.map(({ key, text, evidence }) => (
                    <li key={`${kind} ${key}`} className="py-1.5">
                      <Prose text={text} /> <EvidenceButton projectId={projectId} statement={text} evidence={evidence} />
                    </li>
                  ))}
                </ul>
              )}
            </ShowMore>
          </div>
        );
      })}
      {unlisted > 0 ? <p className="text-sm text-muted">{count(unlisted, "less urgent item")} not listed.</p> : null}
    </Section>
  );
}
