import { useInfiniteQuery } from "@tanstack/react-query";
import { CircleDot, Info, OctagonAlert, TriangleAlert } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { Event, EventSeverity } from "#core/entities/event.ts";
import { eventsQuery } from "#web/api/queries.ts";
import { useAnnounce } from "#web/shell/announcer.tsx";
import { Button } from "#web/ui/button.tsx";
import { Loaded } from "#web/ui/loaded.tsx";
import { Prose } from "#web/ui/prose.tsx";
import { Section } from "#web/ui/section.tsx";
import { When } from "#web/ui/when.tsx";
import { ProjectName } from "./project-name.tsx";

const marks = {
  info: { Icon: CircleDot, tone: "text-muted", word: "" },
  notice: { Icon: Info, tone: "text-accent", word: "Notice: " },
  warning: { Icon: TriangleAlert, tone: "text-warn", word: "Warning: " },
  error: { Icon: OctagonAlert, tone: "text-bad", word: "Error: " },
} as const satisfies Record<EventSeverity, unknown>;

const AT_A_TIME = 15;

/** What happened, newest first, in every project. */
export function Feed() {
  const feed = useInfiniteQuery(eventsQuery);
  const [shown, setShown] = useState(AT_A_TIME);
  const events = feed.data?.pages.flatMap((page) => page.events) ?? [];
  const showOlder = () => {
    setShown(shown + AT_A_TIME);
    if (feed.hasNextPage && events.length < shown + AT_A_TIME) void feed.fetchNextPage();
  };
  useAnnounced(events[0]);
  return (
    <Section title="Activity">
      <Loaded query={feed} what="the activity feed" lines={6}>
        {() =>
          events.length === 0 ? (
            <p className="text-muted">
              Nothing has happened {feed.hasNextPage ? "since yesterday" : "yet"}. What the agent reads, concludes and changes appears here.
            </p>
          ) : (
            <ol className="space-y-3">
              {events.slice(0, shown).map((event) => (
                <Line key={event.id} event={event} />
              ))}
            </ol>
          )
        }
      </Loaded>
      {feed.hasNextPage || events.length > shown ? (
        <Button busy={feed.isFetchingNextPage} onClick={showOlder}>
          Load older
        </Button>
      ) : null}
    </Section>
  );
}

function Line({ event }: { event: Event }) {
  const { Icon, tone, word } = marks[event.severity];
  return (
    <li className="flex gap-2 text-sm">
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${tone}`} />
      <div className="min-w-0">
        <p className="line-clamp-3">
          {word ? <span className="sr-only">{word}</span> : null}
          <Prose text={event.title} />
        </p>
        {event.detail ? <p dir="auto" className="line-clamp-2 text-muted">
            <Prose text={event.detail} />
          </p> : null}
        <p className="text-muted">
          <ProjectName id={event.projectId} after=", " />
          <When at={event.at} />
        </p>
      </div>
    </li>
  );
}

/** Of what arrives while the page is open, only what matters is said aloud. */
function useAnnounced(newest: Event | undefined) {
  const announce = useAnnounce();
  const last = useRef<string>(undefined);
  useEffect(() => {
    if (!newest || newest.id === last.current) return;
    const first = last.current === undefined;
    last.current = newest.id;
    if (!first && newest.severity !== "info") announce(`New: ${newest.title}`);
  }, [newest, announce]);
}
