import { useLocation } from "@tanstack/react-router";
import { createContext, lazy, Suspense, useContext, useState, type ReactNode } from "react";
import type { EvidenceId } from "#core/evidence.ts";
import { InZone } from "#web/shell/time.tsx";

/** A statement and what it rests on, dated in the zone of the project it is about. */
export type Asked = { projectId: string; statement: string; evidence: readonly EvidenceId[]; zone: string };

const EvidenceDialog = lazy(() => import("./evidence-dialog.tsx").then((module) => ({ default: module.EvidenceDialog })));

const Ask = createContext<(asked: Asked) => void>(() => {});

/** Opens the evidence of a statement. */
export function useAskForEvidence(): (asked: Asked) => void {
  return useContext(Ask);
}

/** The one place where evidence opens. It stands outside of the statements, so that one that changes meanwhile does not close it. */
export function EvidenceProvider({ children }: { children: ReactNode }) {
  const { pathname } = useLocation();
  // Kept once used, so that the dialog can close in its own time and give the focus back.
  const [shown, setShown] = useState<{ asked: Asked; on: string | null } | null>(null);
  return (
    <Ask value={(asked) => setShown({ asked, on: pathname })}>
      {children}
      {shown ? (
        <Suspense>
          <InZone zone={shown.asked.zone}>
            <EvidenceDialog {...shown.asked} open={shown.on === pathname} onClose={() => setShown({ ...shown, on: null })} />
          </InZone>
        </Suspense>
      ) : null}
    </Ask>
  );
}
