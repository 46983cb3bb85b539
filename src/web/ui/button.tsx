import { LoaderCircle } from "lucide-react";
import type { ComponentProps, MouseEvent } from "react";

const looks = {
  primary: "bg-accent text-on-accent hover:bg-accent-strong border-transparent",
  plain: "bg-surface text-ink border-control hover:border-ink",
  quiet: "border-transparent text-accent hover:bg-accent-wash",
};

type Props = ComponentProps<"button"> & {
  look?: keyof typeof looks;
  /** While its work runs the button stays focusable and does nothing. */
  busy?: boolean;
};

export function Button({ look = "plain", busy = false, className = "", children, onClick, ...rest }: Props) {
  const shape =
    "target inline-flex items-center justify-center gap-2 rounded-md border px-3 py-1.5 text-sm font-medium cursor-pointer disabled:cursor-not-allowed disabled:opacity-60 aria-disabled:cursor-progress";
  const click = (event: MouseEvent<HTMLButtonElement>) => (busy ? event.preventDefault() : onClick?.(event));
  return (
    <button type="button" className={`${shape} ${looks[look]} ${className}`} aria-disabled={busy || undefined} onClick={click} {...rest}>
      {busy ? <LoaderCircle aria-hidden className="size-4 animate-spin" /> : null}
      {children}
    </button>
  );
}
