import type { SprintState } from "#core/entities/delivery-state.ts";
import { EvidenceButton } from "#web/evidence/evidence-button.tsx";
import { Figures } from "#web/ui/figures.tsx";
import { Prose } from "#web/ui/prose.tsx";
import { Section } from "#web/ui/section.tsx";
import { ShareBar } from "#web/ui/share-bar.tsx";
import { OnDay } from "#web/ui/when.tsx";

export function Sprint({ sprint, unknown, projectId }: { sprint: SprintState | null; unknown: string | null; projectId: string }) {
  return (
    <Section title="Current sprint">
      {sprint ? <Running sprint={sprint} projectId={projectId} /> : <p className="text-muted">{unknown ?? "No sprint is running."}</p>}
    </Section>
  );
}

function Running({ sprint, projectId }: { sprint: SprintState; projectId: string }) {
  const { name, goal, startOn, endOn, committed, added, removed, done, carried, note, evidence } = sprint;
  const scope = committed + added - removed;
  return (
    <div className="space-y-3">
      <div>
        <h3 className="font-semibold">
          <bdi>{name}</bdi>
        </h3>
        <p className="text-sm text-muted">
          {startOn ? <OnDay day={startOn} /> : "No start date"} to {endOn ? <OnDay day={endOn} distance /> : "no end date"}
        </p>
        {note ? (
          <p className="text-sm">
            <Prose text={note} />
          </p>
        ) : null}
        <p>{goal ? <>Goal: <bdi>{goal}</bdi></> : "No goal is written."}</p>
      </div>
      <Figures
        of={[
          { name: "committed", value: committed },
          { name: "added", value: added },
          { name: "removed", value: removed },
          { name: "done", value: done },
          { name: "carried over", value: carried },
        ]}
      />
      <ShareBar
        parts={[
          { size: done, fill: "fill-accent" },
          { size: Math.max(0, scope - done), fill: "fill-sunken" },
        ]}
      />
      <EvidenceButton projectId={projectId} statement={`Sprint ${name}`} evidence={evidence} />
    </div>
  );
}
