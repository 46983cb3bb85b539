import type { AgedItem, DaysFigure, FlowMetrics } from "#core/entities/delivery-state.ts";
import { EvidenceButton } from "#web/evidence/evidence-button.tsx";
import { Figures } from "#web/ui/figures.tsx";
import { Section } from "#web/ui/section.tsx";
import { count } from "#web/ui/words.ts";
import { Throughput } from "./throughput.tsx";

/** How work moves: what is finished a week, how long it takes, how old what is started has become. */
export function Flow({ flow, projectId }: { flow: FlowMetrics; projectId: string }) {
  const { cycleTime } = flow;
  const unknown = [cycleTime.p50, cycleTime.p85, cycleTime.p95].find((figure) => "unknown" in figure);
  return (
    <Section title="Flow">
      <p className="text-sm text-muted">{flow.note}</p>
      <Figures
        of={[
          { name: "in progress", value: flow.wip },
          { name: "past the 85th percentile", value: flow.agedCount ?? "unknown" },
          { name: "cycle time P50", value: days(cycleTime.p50) },
          { name: "cycle time P85", value: days(cycleTime.p85) },
          { name: "cycle time P95", value: days(cycleTime.p95) },
        ]}
      />
      <p className="text-sm text-muted">
        {unknown && "unknown" in unknown ? `Cycle time is unknown: ${unknown.unknown}` : `Cycle times of ${count(cycleTime.sample, "finished item")}.`}
      </p>
      <Throughput weeks={flow.throughput} />
      <Oldest items={flow.oldest} projectId={projectId} />
    </Section>
  );
}

function days(figure: DaysFigure): string {
  return "days" in figure ? count(figure.days, "day") : "unknown";
}

function Oldest({ items, projectId }: { items: readonly AgedItem[]; projectId: string }) {
  if (items.length === 0) return null;
  return (
    <div className="space-y-1">
      <h3 className="font-semibold">Longest in progress</h3>
      <ul className="divide-y divide-line text-sm">
        {items.map(({ key, summary, owner, ageDays, past }) => (
          <li key={key} className="grid gap-x-4 py-2 sm:grid-cols-[minmax(0,1fr)_10rem_9rem] sm:items-baseline">
            <span>
              <EvidenceButton projectId={projectId} statement={`${key} has been in progress for ${count(ageDays, "day")}.`} evidence={[`issue:${key}`]} />{" "}
              <bdi>{summary}</bdi>
            </span>
            <bdi className="text-muted">{owner ?? "No owner"}</bdi>
            <span className="tabular-nums sm:text-end">
              {count(ageDays, "day")}
              {past === "none" ? null : <span className="text-warn">, past {past}</span>}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
