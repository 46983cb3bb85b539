import type { DeliveryState, Milestone } from "#core/entities/delivery-state.ts";
import { EvidenceButton } from "#web/evidence/evidence-button.tsx";
import { dayInSentence } from "#web/ui/dates.ts";
import { Section } from "#web/ui/section.tsx";
import { ShowMore } from "#web/ui/show-more.tsx";
import { OnDay } from "#web/ui/when.tsx";
import { count } from "#web/ui/words.ts";

type Props = { state: Pick<DeliveryState, "milestones" | "milestoneCount">; projectId: string };

export function Milestones({ state: { milestones, milestoneCount }, projectId }: Props) {
  const unlisted = milestoneCount - milestones.length;
  return (
    <Section title="Milestones" aside={milestoneCount > 0 ? count(milestoneCount, "dated release") : null}>
      {milestones.length === 0 ? (
        <p className="text-muted">None of the releases still to come has a date and items in it.</p>
      ) : (
        <ShowMore of={milestones} first={4} what="milestones">
          {(shown) => (
            <ul className="divide-y divide-line">
              {shown.map((milestone) => (
                <li key={milestone.releaseId} className="grid gap-x-8 gap-y-2 py-3 sm:grid-cols-[minmax(0,1fr)_24rem]">
                  <div>
                    <h3 className="font-semibold">
                      <bdi>{milestone.name}</bdi>
                    </h3>
                    <p>
                      Due <OnDay day={milestone.date} distance />. {milestone.done} of {count(milestone.total, "item")} done, {milestone.open} open.
                    </p>
                    <EvidenceButton projectId={projectId} statement={`Milestone ${milestone.name}`} evidence={milestone.evidence} />
                  </div>
                  <Forecast milestone={milestone} />
                </li>
              ))}
            </ul>
          )}
        </ShowMore>
      )}
      {unlisted > 0 ? <p className="text-sm text-muted">{count(unlisted, "milestone")} further off or longer past not listed.</p> : null}
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
    <div className="space-y-1 text-sm">
      <p className="text-muted">
        Done, with a chance of{forecast.ahead > 0 ? `, after ${count(forecast.ahead, "item")} due before it` : null}
      </p>
      <dl className="grid grid-cols-3 gap-x-4">
        {dates.map(([chance, day]) => (
          <div key={chance}>
            <dt className="text-muted">{chance} by</dt>
            <dd className={day === null || day > date ? "font-semibold text-bad" : "font-semibold"}>
              {day === null ? "beyond forecast" : <time dateTime={day}>{dayInSentence(day)}</time>}
              {day === null || day > date ? ", too late" : null}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
