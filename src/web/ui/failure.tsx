import { messageOf } from "#core/errors.ts";
import { Button } from "./button.tsx";
import { Notice } from "./notice.tsx";

/** What went wrong in the words of whoever knows, and a way to try again. */
export function Failure({ what, error, retry, busy = false }: { what: string; error: unknown; retry?: () => void; busy?: boolean }) {
  return (
    <Notice tone="bad" alert>
      <p className="font-semibold">{what}</p>
      <p>{messageOf(error)}</p>
      {retry ? (
        <Button busy={busy} onClick={retry}>
          Try again
        </Button>
      ) : null}
    </Notice>
  );
}
