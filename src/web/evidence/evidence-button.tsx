import { FileText } from "lucide-react";
import type { EvidenceId } from "#core/evidence.ts";
import { useTimes } from "#web/shell/time.tsx";
import { nameOfEvidence } from "./evidence-name.ts";
import { useAskForEvidence } from "./evidence-provider.tsx";

type Props = { projectId: string; statement: string; evidence: readonly EvidenceId[] };

/** Opens what a statement rests on. Nothing is shown where a statement names no evidence. */
export function EvidenceButton({ projectId, statement, evidence }: Props) {
  const ask = useAskForEvidence();
  const { zone } = useTimes();
  const [first] = evidence;
  if (first === undefined) return null;
  const more = evidence.length - 1;
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      onClick={() => ask({ projectId, statement, evidence, zone })}
      className="-mx-1 inline-block cursor-pointer rounded px-1 text-start text-sm text-accent hover:bg-accent-wash hover:underline pointer-coarse:py-3"
    >
      <FileText aria-hidden className="me-1 inline size-3.5 align-[-0.15em]" />
      <span className="sr-only">Evidence: </span>
      {nameOfEvidence(first)}
      {more > 0 ? ` and ${more} more` : null}
    </button>
  );
}
