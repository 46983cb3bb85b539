import type { Release } from "#core/entities/release.ts";
import type { Sprint } from "#core/entities/sprint.ts";
import { At, OnDay } from "#web/ui/when.tsx";
import { Fact, FactList } from "./fact-list.tsx";

const sprintStates = { future: "not started", active: "running", closed: "closed" } as const;

export function SprintFacts({ sprint }: { sprint: Sprint }) {
  return (
    <article className="space-y-2">
      <h3 className="font-semibold">
        <bdi>{sprint.name}</bdi>
      </h3>
      <FactList>
        <Fact name="State">{sprintStates[sprint.state]}</Fact>
        <Fact name="Goal">{sprint.goal ? <bdi>{sprint.goal}</bdi> : "none written"}</Fact>
        <Fact name="Starts">{sprint.startAt ? <At at={sprint.startAt} /> : "unknown"}</Fact>
        <Fact name="Ends">{sprint.endAt ? <At at={sprint.endAt} /> : "unknown"}</Fact>
        <Fact name="Completed">{sprint.completedAt ? <At at={sprint.completedAt} /> : "not yet"}</Fact>
      </FactList>
    </article>
  );
}

export function ReleaseFacts({ release }: { release: Release }) {
  return (
    <article className="space-y-2">
      <h3 className="font-semibold">
        <bdi>{release.name}</bdi>
      </h3>
      <FactList>
        <Fact name="State">
          {release.released ? "released" : "not released"}
          {release.archived ? ", archived" : null}
        </Fact>
        <Fact name="Starts">{release.startOn ? <OnDay day={release.startOn} /> : "no date"}</Fact>
        <Fact name="Release date">{release.releaseOn ? <OnDay day={release.releaseOn} /> : "no date"}</Fact>
      </FactList>
    </article>
  );
}
