import { X } from "lucide-react";
import { useEffect, useId, useRef, type MouseEvent, type ReactNode } from "react";
import { Button } from "./button.tsx";

const places = {
  side: "ms-auto me-0 my-0 h-dvh max-h-none w-full max-w-xl border-s",
  middle: "m-auto w-[calc(100%-2rem)] max-w-lg rounded-lg border",
};

type Props = { open: boolean; title: string; place?: keyof typeof places; onClose: () => void; children: ReactNode };

/**
 * The browser's own modal dialog: it keeps the focus, closes on Escape and gives the focus back, without the inline
 * styles a content security policy would refuse.
 */
export function Dialog({ open, title, place = "middle", onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal();
    if (!open && dialog.current?.open) dialog.current.close();
  }, [open]);
  const closeOutside = (event: MouseEvent) => {
    if (event.target === dialog.current) onClose();
  };
  return (
    <dialog ref={dialog} aria-labelledby={titleId} onClose={onClose} onClick={closeOutside} className={`border-line bg-surface text-ink ${places[place]}`}>
      {open ? (
        <div className="min-h-full p-4 sm:p-6">
          <div className="mb-4 flex items-start justify-between gap-4">
            <h2 id={titleId} className="text-xl font-semibold">
              {title}
            </h2>
            <Button look="quiet" aria-label="Close" onClick={onClose} className="-me-2 -mt-1">
              <X aria-hidden className="size-5" />
            </Button>
          </div>
          {children}
        </div>
      ) : null}
    </dialog>
  );
}
