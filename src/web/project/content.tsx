import type { AnyArtefact } from "#core/entities/artefact.ts";
import { BacklogSummary } from "./backlog-summary.tsx";
import { DecisionLog } from "./decision-log.tsx";
import { DeliveryState } from "./delivery-state.tsx";
import { RaidLog } from "./raid-log.tsx";

/** The body of a document, whichever of the four it is. */
export function Content({ artefact }: { artefact: AnyArtefact }) {
  const { projectId } = artefact;
  switch (artefact.type) {
    case "delivery_state":
      return <DeliveryState state={artefact.content} projectId={projectId} />;
    case "raid_log":
      return <RaidLog log={artefact.content} projectId={projectId} />;
    case "backlog_summary":
      return <BacklogSummary summary={artefact.content} projectId={projectId} />;
    case "decision_log":
      return <DecisionLog log={artefact.content} projectId={projectId} />;
  }
}
