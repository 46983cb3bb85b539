import type { RaidItem as Item, RaidLog as Log } from "#core/entities/raid-log.ts";
import { Section } from "#web/ui/section.tsx";
import { ShowMore } from "#web/ui/show-more.tsx";
import { count, listed } from "#web/ui/words.ts";
import { exposure, isOpen } from "#core/entities/raid-standing.ts";
import { RaidItem } from "./raid/raid-item.tsx";

/** Open items by exposure, the highest first; what is closed stands below, with the reason. */
export function RaidLog({ log, projectId }: { log: Log; projectId: string }) {
  const open = log.items.filter(isOpen).toSorted(byExposure);
  const closed = log.items.filter((item) => !isOpen(item)).toSorted(lastClosedFirst);
  return (
    <div className="space-y-8">
      <Section title="Open" aside={open.length > 0 ? byType(open) : null}>
        {open.length > 0 ? <p className="text-sm text-muted">{scoring(open)}</p> : null}
        {open.length === 0 ? <p className="text-muted">No open item. The rules raise one when the facts of the project call for it.</p> : null}
        <Items items={open} what="open items" projectId={projectId} />
      </Section>
      <Section title="Closed" aside={closed.length > 0 ? count(closed.length, "item") : null}>
        {closed.length === 0 ? <p className="text-muted">Nothing has been closed yet.</p> : <Closed items={closed} projectId={projectId} />}
      </Section>
    </div>
  );
}

function Closed({ items, projectId }: { items: readonly Item[]; projectId: string }) {
  return (
    <details>
      <summary className="target link inline-flex cursor-pointer items-center">Show {count(items.length, "closed item")}</summary>
      <Items items={items} what="closed items" projectId={projectId} />
    </details>
  );
}

function Items({ items, what, projectId }: { items: readonly Item[]; what: string; projectId: string }) {
  return (
    <ShowMore of={items} first={20} what={what}>
      {(shown) => (
        <ul className="divide-y divide-line">
          {shown.map((item) => (
            <RaidItem key={item.id} item={item} projectId={projectId} />
          ))}
        </ul>
      )}
    </ShowMore>
  );
}

/** Said once for all items; what the user scored is marked at the item. */
function scoring(items: readonly Item[]): string {
  const formula = "Exposure is probability × impact, each from 1 to 5.";
  return items.some(({ scoredBy }) => scoredBy === "rule") ? `${formula} The rule that found an item gives its starting values.` : formula;
}

function byExposure(a: Item, b: Item): number {
  return (exposure(b) ?? 0) - (exposure(a) ?? 0) || a.raised.localeCompare(b.raised) || a.id.localeCompare(b.id, "en", { numeric: true });
}

function lastClosedFirst(a: Item, b: Item): number {
  return (b.closed?.on ?? "").localeCompare(a.closed?.on ?? "");
}

function byType(items: readonly Item[]): string {
  const types = ["issue", "risk", "dependency", "assumption"] as const;
  const counted = types.map((type) => [type, items.filter((item) => item.type === type).length] as const).filter(([, n]) => n > 0);
  return listed(counted.map(([type, n]) => count(n, type, type === "dependency" ? "dependencies" : `${type}s`)));
}
