import { Link } from "@tanstack/react-router";
import type { RaidItem as Item } from "#core/entities/raid-log.ts";
import { EvidenceButton } from "#web/evidence/evidence-button.tsx";
import { Owner } from "#web/ui/owner.tsx";
import { Prose } from "#web/ui/prose.tsx";
import { OnDay } from "#web/ui/when.tsx";
import { capital } from "#web/ui/words.ts";
import { exposure, isOpen } from "#core/entities/raid-standing.ts";

/** One matter of the RAID log: what, why, how bad, who, what next. */
export function RaidItem({ item, projectId }: { item: Item; projectId: string }) {
  const { cause, effect, closed, evidence } = item;
  return (
    <li id={item.id} className="grid gap-x-6 gap-y-1 py-3 sm:grid-cols-[7rem_minmax(0,1fr)]">
      <Exposure item={item} />
      <div className="space-y-1">
        <h3 className="font-semibold">
          <bdi>{item.title}</bdi>
        </h3>
        <p>
          <Prose text={`${cause} ${effect}`} />
        </p>
        {closed ? (
          <p>
            <strong>{capital(item.status)}</strong> <OnDay day={closed.on} />: <Prose text={closed.because} />
          </p>
        ) : null}
        <p className="text-sm text-muted">
          <Owner name={item.owner} /> <Prose text={particulars(item)} />
        </p>
        {item.nextAction && isOpen(item) ? (
          <p className="text-sm">
            Next: <Prose text={item.nextAction.text} />
            {item.nextAction.due ? <>, by <OnDay day={item.nextAction.due} /></> : null}
          </p>
        ) : null}
        <p className="flex flex-wrap items-center gap-x-3 text-sm text-muted">
          <span>
            Raised <OnDay day={item.raised} />
            {item.due ? <>, due <OnDay day={item.due} /></> : null}
          </span>
          <EvidenceButton projectId={projectId} statement={`${item.title}. ${cause}`} evidence={evidence} />
          {item.decisions.map((decision) => (
            <Link
              key={decision}
              to="/projects/$id/$document"
              params={{ id: projectId, document: "decisions" }}
              hash={`decision-${decision}`}
              className="link target inline-flex items-center"
            >
              Your decision
            </Link>
          ))}
        </p>
      </div>
    </li>
  );
}

function Exposure({ item }: { item: Item }) {
  const value = exposure(item);
  const scores = value === null ? "not scored" : `${item.probability} × ${item.impact}${item.scoredBy === "user" ? ", your values" : ""}`;
  return (
    <div className="flex flex-wrap items-baseline gap-x-3 text-sm sm:flex-col">
      <p className="font-semibold">
        {capital(item.type)} <span className="font-normal text-muted">{item.id}</span>
      </p>
      <p>
        <span className="text-xl font-semibold tabular-nums">{value ?? "?"}</span> <span className="text-muted">exposure</span>
      </p>
      <p className="text-muted">{scores}</p>
    </div>
  );
}

function particulars(item: Item): string {
  return [
    isOpen(item) ? `Status: ${item.status}.` : null,
    item.response ? `Response: ${item.response}.` : null,
    item.proximity ? `Proximity: ${item.proximity}.` : null,
    item.trigger ? `Trigger: ${item.trigger}.` : null,
    item.rule ? `Found by rule ${item.rule}.` : null,
  ]
    .filter((part) => part !== null)
    .join(" ");
}
