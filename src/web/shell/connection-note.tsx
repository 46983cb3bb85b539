import { WifiOff } from "lucide-react";

/** Says so when the page no longer hears from the workbench: what it shows may then be old. */
export function ConnectionNote({ lost }: { lost: boolean }) {
  return (
    <div role="status">
      {lost ? (
        <p className="flex items-center justify-center gap-2 bg-bad-wash px-4 py-2 text-sm text-bad">
          <WifiOff aria-hidden className="size-4 shrink-0" />
          Connection to the workbench lost, retrying. What you see may be out of date.
        </p>
      ) : null}
    </div>
  );
}
