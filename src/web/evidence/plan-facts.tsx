import type { Release } from "#core/entities/release.ts";
import type { Sprint } from "#core/entities/sprint.ts";
import { At, OnDay } from "#web/ui/when.tsx";
import { FactList } from "./fact-list.tsx";

const sprintStates = { future: "not started", active: "running", closed: "closed" } as const;

export function SprintFacts({ sprint }: { sprint: Sprint }) {
  return (
    <article className="space-y-2">
      <h3 className="font-semibold">{sprint.name}</h3>
      <FactList
        of={[
          ["State", sprintStates[sprint.state]],
          ["Goal", sprint.goal ?? "none written"],
          ["Starts", sprint.startAt ? <At key="start" at={sprint.startAt} /> : null],
          ["Ends", sprint.endAt ? <At key="end" at={sprint.endAt} /> : null],
          ["Completed", sprint.completedAt ? <At key="completed" at={sprint.completedAt} /> : "not yet"],
        ]}
      />
    </article>
  );
}

export function ReleaseFacts({ release }: { release: Release }) {
  return (
    <article className="space-y-2">
      <h3 className="font-semibold">{release.name}</h3>
      <FactList
        of={[
          ["State", release.released ? "released" : "not released"],
          ["Starts", release.startOn ? <OnDay key="start" day={release.startOn} /> : "no date"],
          ["Release date", release.releaseOn ? <OnDay key="release" day={release.releaseOn} /> : "no date"],
          ...(release.archived ? [["Archived", "yes"] as const] : []),
        ]}
      />
    </article>
  );
}
