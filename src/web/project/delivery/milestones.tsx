import type { Milestone } from "#core/entities/delivery-state.ts";
import { EvidenceButton } from "#web/evidence/evidence-button.tsx";
import { Section } from "#web/ui/section.tsx";
import { ShowMore } from "#web/ui/show-more.tsx";
import { OnDay } from "#web/ui/when.tsx";
import { count } from "#web/ui/words.ts";

export function Milestones({ milestones, projectId }: { milestones: readonly Milestone[]; projectId: string }) {
  return (
    <Section title="Milestones" aside={milestones.length > 0 ? count(milestones.length, "dated release") : null}>
      {milestones.length === 0 ? (
        <p className="text-muted">No unreleased version in Jira has a release date.</p>
      ) : (
        <ShowMore of={milestones} first={4} what="milestones">
          {(shown) => (
            <ul className="divide-y divide-line">
              {shown.map((milestone) => (
                <li key={milestone.releaseId} className="space-y-1 py-3">
                  <h3 className="font-semibold">{milestone.name}</h3>
                  <p>
                    Due <OnDay day={milestone.date} distance />. {milestone.done} of {count(milestone.total, "item")} done, {milestone.open} open.
                  </p>
                  <Forecast milestone={milestone} />
                  <EvidenceButton projectId={projectId} statement={`Milestone ${milestone.name}`} evidence={milestone.evidence} />
                </li>
              ))}
            </ul>
          )}
        </ShowMore>
      )}
    </Section>
  );
}

function Forecast({ milestone: { forecast, date } }: { milestone: Milestone }) {
  if ("unknown" in forecast) return <p className="text-sm text-muted">Forecast unknown: {forecast.unknown}</p>;
  const dates = [
    ["50 %", forecast.p50],
    ["85 %", forecast.p85],
    ["95 %", forecast.p95],
  ] as const;
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2 text-sm">
      {dates.map(([chance, day]) => (
        <div key={chance}>
          <dt className="text-muted">Done with {chance} chance by</dt>
          <dd className={day > date ? "font-semibold text-bad" : "font-semibold"}>
            <OnDay day={day} />
            {day > date ? ", after the date" : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}
