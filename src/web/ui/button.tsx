import { LoaderCircle } from "lucide-react";
import type { ComponentProps, MouseEvent } from "react";

const shape = "target print:hidden inline-flex items-center justify-center gap-2 rounded-md border px-3 py-1.5 text-sm font-medium";
const looks = {
  primary: "bg-accent text-on-accent hover:bg-accent-strong border-transparent",
  plain: "bg-surface text-ink border-control hover:border-ink",
  quiet: "border-transparent text-accent hover:bg-accent-wash",
};

/** For a link that stands among buttons, or is the one thing to do. */
export const linkButton = { plain: `${shape} ${looks.plain} aria-[current=page]:border-accent aria-[current=page]:text-accent`, primary: `${shape} ${looks.primary}` };

type Props = ComponentProps<"button"> & {
  look?: keyof typeof looks;
  /** While its work runs the button stays focusable and does nothing. */
  busy?: boolean;
  /** Why there is nothing for it to do; it stays focusable, so that nobody loses their place when that comes to be. */
  unavailable?: string | null;
};

export function Button({ look = "plain", busy = false, unavailable = null, className = "", children, onClick, ...rest }: Props) {
  const idle = busy || unavailable !== null;
  const click = (event: MouseEvent<HTMLButtonElement>) => (idle ? event.preventDefault() : onClick?.(event));
  const state = unavailable !== null ? "cursor-not-allowed opacity-60" : busy ? "cursor-progress" : "cursor-pointer";
  return (
    <button
      type="button"
      className={`${shape} ${looks[look]} ${state} ${className}`}
      aria-disabled={idle || undefined}
      title={unavailable ?? undefined}
      onClick={click}
      {...rest}
    >
      {busy ? <LoaderCircle aria-hidden className="size-4 animate-spin" /> : null}
      {children}
    </button>
  );
}
