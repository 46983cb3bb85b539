import type { BacklogSummary } from "#core/entities/backlog-summary.ts";
import { EvidenceButton } from "#web/evidence/evidence-button.tsx";
import { Section } from "#web/ui/section.tsx";
import { ShowMore } from "#web/ui/show-more.tsx";
import { OnDay } from "#web/ui/when.tsx";
import { count } from "#web/ui/words.ts";

type Known = Exclude<BacklogSummary["scope"], { unknown: string }>;

/** What joined and left the current sprint since it began. */
export function Scope({ scope, projectId }: { scope: BacklogSummary["scope"]; projectId: string }) {
  if ("unknown" in scope) {
    return (
      <Section title="Scope since the sprint began">
        <p className="text-muted">Unknown: {scope.unknown}</p>
      </Section>
    );
  }
  return (
    <Section title="Scope since the sprint began" aside={scope.sprintName}>
      <p>
        {count(scope.committed, "item")} committed on <OnDay day={scope.since} />, {scope.added.length} added since, {scope.removed.length} removed.{" "}
        <EvidenceButton projectId={projectId} statement={`Scope of ${scope.sprintName}`} evidence={[`sprint:${scope.sprintId}`]} />
      </p>
      <Moved title="Added" items={scope.added} projectId={projectId} />
      <Moved title="Removed" items={scope.removed} projectId={projectId} />
    </Section>
  );
}

function Moved({ title, items, projectId }: { title: string; items: Known["added"]; projectId: string }) {
  if (items.length === 0) return null;
  return (
    <div>
      <h3 className="font-semibold">{title}</h3>
      <ShowMore of={items} first={10} what="items">
        {(shown) => (
          <ul className="divide-y divide-line text-sm">
            {shown.map(({ key, summary, on }) => (
              <li key={key} className="py-1.5">
                <EvidenceButton projectId={projectId} statement={`${title}: ${summary}`} evidence={[`issue:${key}`]} /> <bdi>{summary}</bdi>{" "}
                <span className="text-muted">{on ? <OnDay day={on} /> : "day unknown"}</span>
              </li>
            ))}
          </ul>
        )}
      </ShowMore>
    </div>
  );
}
