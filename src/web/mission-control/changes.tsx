import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import type { Event } from "#core/entities/event.ts";
import { eventsQuery } from "#web/api/queries.ts";
import { EvidenceButton } from "#web/evidence/evidence-button.tsx";
import { useTimes } from "#web/shell/time.tsx";
import { dayAt } from "#web/ui/dates.ts";
import { Loaded } from "#web/ui/loaded.tsx";
import { Prose } from "#web/ui/prose.tsx";
import { Section } from "#web/ui/section.tsx";
import { ShowMore } from "#web/ui/show-more.tsx";
import { When } from "#web/ui/when.tsx";
import { ProjectName } from "./project-name.tsx";

const DAY_MS = 86_400_000;

/** What the agent wrote into the documents since yesterday began. */
export function Changes() {
  const { productMs, zone } = useTimes();
  return (
    <Section title="What changed" aside="since yesterday">
      {productMs === null ? null : <Since yesterday={dayAt(productMs - DAY_MS, zone)} zone={zone} />}
    </Section>
  );
}

function Since({ yesterday, zone }: { yesterday: string; zone: string }) {
  // The API takes an instant, the page means a day of the zone: a day more is read, then cut off where the zone's day begins.
  const since = new Date(Date.parse(yesterday) - DAY_MS).toISOString();
  const filter = { type: "artefact.updated", severity: "notice", since, limit: 50 } as const;
  // When the day changes the list stays until the new one is there, with what is unfolded in it.
  const events = useInfiniteQuery({ ...eventsQuery(filter), placeholderData: keepPreviousData });
  return (
    <Loaded query={events} what="what changed">
      {({ pages }) => {
        const changes = pages.flatMap((page) => page.events).filter((event) => dayAt(Date.parse(event.at), zone) >= yesterday);
        if (changes.length === 0) return <p className="text-muted">No document has changed since yesterday.</p>;
        return (
          <ShowMore of={changes} first={6} what="changes">
            {(shown) => (
              <ul className="divide-y divide-line">
                {shown.map((event) => (
                  <Change key={event.id} event={event} />
                ))}
              </ul>
            )}
          </ShowMore>
        );
      }}
    </Loaded>
  );
}

function Change({ event }: { event: Event }) {
  const [document, ...changes] = event.title.split(": ");
  return (
    <li className="py-2.5">
      <p>
        <span className="font-medium">{document}</span>
        {changes.length > 0 ? (
          <>
            : <Prose text={changes.join(": ")} />
          </>
        ) : null}
      </p>
      {event.detail ? <p className="text-sm">{event.detail}</p> : null}
      <p className="flex flex-wrap items-center gap-x-3 text-sm text-muted">
        <span>
          <ProjectName id={event.projectId} after=", " />
          <When at={event.at} />
        </span>
        {event.projectId ? <EvidenceButton projectId={event.projectId} statement={event.title} evidence={event.evidence} /> : null}
      </p>
    </li>
  );
}
