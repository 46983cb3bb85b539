import { useState, type ReactNode } from "react";
import { Button } from "./button.tsx";

/** A long list shows its first entries and the rest on request. */
export function ShowMore<T>({ of, first, what, children }: { of: readonly T[]; first: number; what: string; children: (shown: readonly T[]) => ReactNode }) {
  const [all, setAll] = useState(false);
  const hidden = of.length - first;
  return (
    <>
      {children(all ? of : of.slice(0, first))}
      {hidden > 0 && !all ? (
        <Button onClick={() => setAll(true)}>
          Show {hidden} more {what}
        </Button>
      ) : null}
    </>
  );
}
