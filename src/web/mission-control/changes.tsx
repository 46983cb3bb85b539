import { useInfiniteQuery } from "@tanstack/react-query";
import type { Event } from "#core/entities/event.ts";
import type { Instant } from "#core/time.ts";
import { eventsQuery } from "#web/api/queries.ts";
import { EvidenceButton } from "#web/evidence/evidence-button.tsx";
import { useTimes } from "#web/shell/time.tsx";
import { instantText } from "#web/ui/dates.ts";
import { Loaded } from "#web/ui/loaded.tsx";
import { Prose } from "#web/ui/prose.tsx";
import { Section } from "#web/ui/section.tsx";
import { When } from "#web/ui/when.tsx";
import { count } from "#web/ui/words.ts";
import { ProjectName } from "./project-name.tsx";

const DAY_MS = 86_400_000;

/** What the agent wrote into the documents in the last 24 hours, or as far back as the events read so far reach. */
export function Changes() {
  const { productMs, zone } = useTimes();
  const activity = useInfiniteQuery(eventsQuery);
  const dayAgo = productMs === null ? null : new Date(productMs - DAY_MS).toISOString();
  const reach = reachOf(activity.data?.pages ?? []);
  const cut = dayAgo !== null && reach !== null && reach > dayAgo;
  return (
    <Section title="What changed" aside={cut ? `since ${instantText(reach, zone)}` : "in the last 24 hours"}>
      <Loaded query={activity} what="what changed">
        {({ pages }) => {
          const changes = pages.flatMap((page) => page.events).filter((event) => dayAgo !== null && isChange(event) && event.at >= dayAgo);
          if (changes.length === 0) return <p className="text-muted">No document has changed {cut ? "since then" : "in the last 24 hours"}.</p>;
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
    </Section>
  );
}

function isChange({ type, severity }: Event): boolean {
  return type === "artefact.updated" && severity === "notice";
}

/** From when on all events are among those read; null where that is not limited. */
function reachOf(pages: readonly { events: readonly Event[]; cursor: string | null; from?: Instant }[]): Instant | null {
  const last = pages.at(-1);
  if (!last || last.cursor === null) return null;
  return last.from ?? last.events.at(-1)?.at ?? null;
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
