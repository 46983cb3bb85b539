import type { Ref } from "react";
import { messageOf } from "#core/errors.ts";
import { ProblemError } from "#web/api/errors.ts";
import { Notice } from "#web/ui/notice.tsx";

/** Labels by the path the API names. */
const labels: Record<string, string> = { name: "Name", sourceKey: "Jira project key", timeZone: "Time zone", autonomy: "Autonomy level" };

/** What is to be put right, above the form; each entry leads to its field. */
export function ErrorSummary({ what, error, ref }: { what: string; error: Error | null; ref: Ref<HTMLDivElement> }) {
  const fields = fieldErrors(error);
  return (
    <div ref={ref} tabIndex={-1}>
      {error ? (
        <Notice tone="bad" alert>
          <p className="font-semibold">{what}</p>
          {fields.length === 0 ? <p>{messageOf(error)}</p> : null}
          <ul className="list-disc ps-5">
            {fields.map(({ path, message }) => (
              <li key={path}>
                <a href={`#${path}`} className="link">
                  {labels[path] ?? path}
                </a>
                : {message}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </div>
  );
}

/** What the API said about one field, null when nothing. */
export function messageAt(error: Error | null, path: string): string | null {
  return fieldErrors(error).find((field) => field.path === path)?.message ?? null;
}

function fieldErrors(error: Error | null) {
  return error instanceof ProblemError ? (error.problem.errors ?? []) : [];
}
