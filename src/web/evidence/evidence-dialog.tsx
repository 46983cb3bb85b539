import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { EvidenceFact } from "#contract/evidence.ts";
import type { EvidenceId } from "#core/evidence.ts";
import { evidenceQuery } from "#web/api/queries.ts";
import { Dialog } from "#web/ui/dialog.tsx";
import { Loaded } from "#web/ui/loaded.tsx";
import { Prose } from "#web/ui/prose.tsx";
import { CoverageFacts } from "./coverage-facts.tsx";
import { EscalationFacts } from "./escalation-facts.tsx";
import { nameOfEvidence } from "./evidence-name.ts";
import { IssueFacts } from "./issue-facts.tsx";
import { ReleaseFacts, SprintFacts } from "./plan-facts.tsx";

type Props = { open: boolean; onClose: () => void; projectId: string; statement: string; evidence: readonly EvidenceId[] };

/** What a statement rests on, each fact as it is held now. The first stands open, the others open on request. */
export function EvidenceDialog({ open, onClose, projectId, statement, evidence }: Props) {
  return (
    <Dialog open={open} onClose={onClose} title="Evidence" place="side">
      <p className="mb-4 border-s-2 border-line ps-3 text-muted">
        <Prose text={statement} />
      </p>
      {/* Another statement starts with its own first fact open. */}
      <div key={statement} className="divide-y divide-line border-y border-line">
        {evidence.map((id, index) => (
          <Piece key={id} projectId={projectId} evidence={id} startsOpen={index === 0} />
        ))}
      </div>
    </Dialog>
  );
}

function Piece({ projectId, evidence, startsOpen }: { projectId: string; evidence: EvidenceId; startsOpen: boolean }) {
  const [open, setOpen] = useState(startsOpen);
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="target cursor-pointer py-2 font-semibold">{nameOfEvidence(evidence)}</summary>
      {open ? <Fact projectId={projectId} evidence={evidence} /> : null}
    </details>
  );
}

function Fact({ projectId, evidence }: { projectId: string; evidence: EvidenceId }) {
  const query = useQuery(evidenceQuery(projectId, evidence));
  return (
    <div className="pb-4">
      <Loaded query={query} what={nameOfEvidence(evidence)} lines={6}>
        {(fact) => <Shown fact={fact} projectId={projectId} />}
      </Loaded>
    </div>
  );
}

function Shown({ fact, projectId }: { fact: EvidenceFact; projectId: string }) {
  switch (fact.kind) {
    case "issue":
      return <IssueFacts issue={fact.issue} projectId={projectId} />;
    case "sprint":
      return <SprintFacts sprint={fact.sprint} />;
    case "release":
      return <ReleaseFacts release={fact.release} />;
    case "escalation":
      return <EscalationFacts escalation={fact.escalation} />;
    case "source":
      return <CoverageFacts coverage={fact.coverage} />;
  }
}
