import type { BacklogSummary as Summary } from "#core/entities/backlog-summary.ts";
import { OnDay } from "#web/ui/when.tsx";
import { Highlights } from "./backlog/highlights.tsx";
import { Refinement } from "./backlog/refinement.tsx";
import { Scope } from "./backlog/scope.tsx";
import { Totals } from "./backlog/totals.tsx";

export function BacklogSummary({ summary, projectId }: { summary: Summary; projectId: string }) {
  return (
    <div className="space-y-8">
      <p className="text-sm text-muted">
        As of <OnDay day={summary.asOf} />.
      </p>
      <Highlights highlights={summary.highlights} total={summary.highlightCount} projectId={projectId} />
      <Totals totals={summary.totals} />
      <Scope scope={summary.scope} projectId={projectId} />
      <Refinement candidates={summary.refinement} total={summary.refinementCount} projectId={projectId} />
    </div>
  );
}
