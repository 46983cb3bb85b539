import type { BacklogSummary } from "#core/entities/backlog-summary.ts";
import { Figures } from "#web/ui/figures.tsx";
import { Section } from "#web/ui/section.tsx";
import { ShareBar } from "#web/ui/share-bar.tsx";
import { count } from "#web/ui/words.ts";

export function Totals({ totals }: { totals: BacklogSummary["totals"] }) {
  const { byCategory, openByPriority } = totals;
  const most = Math.max(1, ...openByPriority.map(({ open }) => open));
  return (
    <Section title="Totals" aside={`${count(totals.all, "item")}, ${totals.open} open`}>
      <Figures
        of={[
          { name: "to do", value: byCategory.new },
          { name: "in progress", value: byCategory.indeterminate },
          { name: "done", value: byCategory.done },
          ...(byCategory.unknown > 0 ? [{ name: "status unknown", value: byCategory.unknown }] : []),
        ]}
      />
      <ShareBar
        parts={[
          { size: byCategory.done, fill: "fill-accent" },
          { size: byCategory.indeterminate, fill: "fill-control" },
          { size: byCategory.new + byCategory.unknown, fill: "fill-sunken" },
        ]}
      />
      <p className="text-sm text-muted">
        By the category of each status in Jira.{totals.leftOut > 0 ? ` ${count(totals.leftOut, "sub-task or epic", "sub-tasks and epics")} left out of all counts.` : null}
      </p>
      <h3 className="font-semibold">Open by priority</h3>
      <ul className="max-w-xl space-y-1.5 text-sm">
        {openByPriority.map(({ priority, open }) => (
          <li key={priority ?? ""} className="grid grid-cols-[8rem_minmax(0,1fr)_3rem] items-center gap-3">
            <span>{priority ?? "Not set"}</span>
            <svg aria-hidden viewBox="0 0 100 4" preserveAspectRatio="none" className="block h-2.5 w-full">
              <rect width={(open / most) * 100} height={4} className="fill-accent" />
            </svg>
            <span className="text-end tabular-nums">{open}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
