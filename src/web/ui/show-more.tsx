import { useRef, useState, type ReactNode } from "react";
import { flushSync } from "react-dom";
import { Button } from "./button.tsx";
import { usePrinting } from "./printing.ts";

/** A long list shows its first entries and the rest on request, and on paper all of them. */
export function ShowMore<T>({ of, first, what, children }: { of: readonly T[]; first: number; what: string; children: (shown: readonly T[]) => ReactNode }) {
  const [all, setAll] = useState(false);
  const printing = usePrinting();
  const box = useRef<HTMLDivElement>(null);
  const hidden = of.length - first;
  const showAll = () => {
    flushSync(() => setAll(true));
    // The button is gone: the reader goes on with the first entry it brought.
    const next = box.current?.querySelector("ul, ol")?.children[first];
    if (!(next instanceof HTMLElement)) return;
    next.tabIndex = -1;
    next.focus({ preventScroll: true });
  };
  return (
    <div ref={box} className="space-y-3">
      {children(all || printing ? of : of.slice(0, first))}
      {hidden > 0 && !all ? (
        <Button onClick={showAll}>
          Show {hidden} more {what}
        </Button>
      ) : null}
    </div>
  );
}
