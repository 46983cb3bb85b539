import type { DeliveryState, DimensionName } from "#core/entities/delivery-state.ts";
import { EvidenceButton } from "#web/evidence/evidence-button.tsx";
import { ColourMark } from "#web/ui/colour-mark.tsx";
import { Prose } from "#web/ui/prose.tsx";
import { Section } from "#web/ui/section.tsx";
import { capital } from "#web/ui/words.ts";

const names: readonly DimensionName[] = ["schedule", "scope", "flow", "risk"];

/** Each dimension with its colour, what gave it, and what would move it. */
export function Dimensions({ dimensions, projectId }: { dimensions: DeliveryState["dimensions"]; projectId: string }) {
  return (
    <Section title="How it stands">
      <ul className="divide-y divide-line">
        {names.map((name) => {
          const { colour, rule, because, margin, evidence } = dimensions[name];
          return (
            <li key={name} className="grid gap-x-6 gap-y-1.5 py-3 sm:grid-cols-[9rem_minmax(0,1fr)]">
              <div className="flex items-center gap-3 sm:flex-col sm:items-start sm:gap-1.5">
                <h3 className="font-semibold">{capital(name)}</h3>
                <ColourMark colour={colour} />
              </div>
              <div className="space-y-1">
                <p>
                  <Prose text={because} />
                </p>
                {margin ? <p className="text-sm">
                    To change it: <Prose text={margin} />
                  </p> : null}
                <p className="text-sm text-muted">Rule: {rule}</p>
                <EvidenceButton projectId={projectId} statement={`${capital(name)}: ${because}`} evidence={evidence} />
              </div>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
