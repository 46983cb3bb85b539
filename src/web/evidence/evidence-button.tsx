import { FileText } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { EvidenceId } from "#core/evidence.ts";
import { nameOfEvidence } from "./evidence-name.ts";

const EvidenceDialog = lazy(() => import("./evidence-dialog.tsx").then((module) => ({ default: module.EvidenceDialog })));

type Props = { projectId: string; statement: string; evidence: readonly EvidenceId[] };

/** Opens what a statement rests on. Nothing is shown where a statement names no evidence. */
export function EvidenceButton({ projectId, statement, evidence }: Props) {
  // Kept in the page once opened, so that closing gives the focus back.
  const [state, setState] = useState<"unused" | "open" | "closed">("unused");
  const [first] = evidence;
  if (first === undefined) return null;
  const more = evidence.length - 1;
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={() => setState("open")}
        className="-mx-1 inline-block cursor-pointer rounded px-1 text-start text-sm text-accent hover:bg-accent-wash hover:underline pointer-coarse:py-3"
      >
        <FileText aria-hidden className="me-1 inline size-3.5 align-[-0.15em]" />
        <span className="sr-only">Evidence: </span>
        {nameOfEvidence(first)}
        {more > 0 ? ` and ${more} more` : null}
      </button>
      {state === "unused" ? null : (
        <Suspense>
          <EvidenceDialog open={state === "open"} onClose={() => setState("closed")} projectId={projectId} statement={statement} evidence={evidence} />
        </Suspense>
      )}
    </>
  );
}
