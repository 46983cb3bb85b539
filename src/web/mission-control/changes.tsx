import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import type { Event } from "#core/entities/event.ts";
import { eventsQuery } from "#web/api/queries.ts";
import { EvidenceButton } from "#web/evidence/evidence-button.tsx";
import { useTimes } from "#web/shell/time.tsx";
import { dayAt } from "#web/ui/dates.ts";
import { Loaded } from "#web/ui/loaded.tsx";
import { Prose } from "#web/ui/prose.tsx";
import { Section } from "#web/ui/section.tsx";
import { When } from "#web/ui/when.tsx";
import { count } from "#web/ui/words.ts";
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
  const filter = { type: "artefact.updated", severity: "notice", since, limit: 200 } as const;
  // When the day changes the list stays until the new one is there, with what is unfolded in it.
  const events = useInfiniteQuery({ ...eventsQuery(filter), placeholderData: keepPreviousData });
  return (
    <Loaded query={events} what="what changed">
      {({ pages }) => {
        const changes = pages.flatMap((page) => page.events).filter((event) => dayAt(Date.parse(event.at), zone) >= yesterday);
        if (changes.length === 0) return <p className="text-muted">No document has changed since yesterday.</p>;
        const byDocument = Map.groupBy(changes, (event) => `${event.projectId} ${split(event).document}`);
        return (
          <ul className="divide-y divide-line">
            {[...byDocument].map(([key, all]) => (
              <Document key={key} changes={all} />
            ))}
          </ul>
        );
      }}
    </Loaded>
  );
}

/** A document's newest change, and those before it on request. */
function Document({ changes: [newest, ...earlier] }: { changes: readonly Event[] }) {
  if (!newest) return null;
  const { document, change } = split(newest);
  return (
    <li className="space-y-1 py-2.5">
      <p className="line-clamp-3">
        <strong>{document}</strong>
        {change ? (
          <>
            : <Prose text={change} />
          </>
        ) : null}
      </p>
      <Footing event={newest} />
      {earlier.length > 0 ? (
        <details className="text-sm">
          <summary className="target link inline-flex cursor-pointer items-center">{count(earlier.length, "earlier change")}</summary>
          <ul className="mt-1 space-y-1.5 ps-4">
            {earlier.map((event) => (
              <li key={event.id}>
                <p className="line-clamp-2">
                  <Prose text={split(event).change || event.title} />
                </p>
                <Footing event={event} />
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </li>
  );
}

function Footing({ event: { projectId, at, title, evidence } }: { event: Event }) {
  return (
    <p className="flex flex-wrap items-center gap-x-3 text-sm text-muted">
      <span>
        <ProjectName id={projectId} after=", " />
        <When at={at} />
      </span>
      {projectId ? <EvidenceButton projectId={projectId} statement={title} evidence={evidence} /> : null}
    </p>
  );
}

/** "RAID log updated: 1 closed" as its two halves. */
function split({ title }: Event): { document: string; change: string } {
  const [document = "", ...change] = title.split(": ");
  return { document, change: change.join(": ") };
}
