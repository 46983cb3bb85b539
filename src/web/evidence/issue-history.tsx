import type { ReactNode } from "react";
import type { HistoryEntry, HistoryField } from "#core/entities/issue.ts";
import { dayText } from "#web/ui/dates.ts";
import { ShowMore } from "#web/ui/show-more.tsx";
import { At } from "#web/ui/when.tsx";
import { SprintNames } from "./sprint-names.tsx";

const names: Record<HistoryField, string> = {
  status: "Status",
  sprint: "Sprint",
  assignee: "Owner",
  priority: "Priority",
  flagged: "Flag",
  due: "Due date",
  release: "Release",
  resolution: "Resolution",
  link: "Link",
};

/** How the fields the rules read have moved, newest first. */
export function IssueHistory({ history, projectId }: { history: readonly HistoryEntry[]; projectId: string }) {
  return (
    <div className="space-y-2">
      <h4 className="text-sm font-semibold">History</h4>
      {history.length === 0 ? (
        <p className="text-sm text-muted">The source holds no history of status, sprint, owner, priority or dates for this issue.</p>
      ) : (
        <ShowMore of={history.toReversed()} first={12} what="entries">
          {(shown) => (
            <ol className="space-y-1.5 text-sm">
              {shown.map((entry) => (
                <li key={`${entry.id} ${entry.field}`}>
                  {names[entry.field]}: <Value entry={entry} value={entry.from} projectId={projectId} />
                  <span aria-hidden> → </span>
                  <span className="sr-only"> became </span>
                  <strong>
                    <Value entry={entry} value={entry.to} projectId={projectId} />
                  </strong>
                  <div className="text-muted">
                    <At at={entry.at} />
                    {entry.by ? (
                      <>
                        , <bdi>{entry.by}</bdi>
                      </>
                    ) : null}
                  </div>
                </li>
              ))}
            </ol>
          )}
        </ShowMore>
      )}
    </div>
  );
}

function Value({ entry, value, projectId }: { entry: HistoryEntry; value: string | null; projectId: string }): ReactNode {
  if (value === null || value === "") return "none";
  if (entry.field === "due") return dayText(value);
  if (entry.field === "sprint") return <SprintNames projectId={projectId} ids={value.split(",").map(Number).filter(Number.isInteger)} />;
  return <bdi>{value}</bdi>;
}
