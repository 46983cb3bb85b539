import type * as z from "zod";
import type { Problem } from "#contract/problem.ts";
import { AppError } from "#core/errors.ts";

/** HTTP status by error code; a code not listed follows from whose fault it is. */
const statuses: Record<string, number> = {
  "not-found": 404,
  "invalid-input": 400,
  "stale-version": 409,
  "condition-failed": 409,
  conflict: 409,
  "already-decided": 409,
  "already-added": 409,
  "nothing-to-undo": 409,
  "foreign-request": 403,
  "too-large": 413,
  "invalid": 400,
  "jira-project-not-found": 422,
  "disk-full": 507,
  "read-only": 507,
  unavailable: 503,
  throttled: 503,
  stopping: 503,
};

const byFault = { yours: 422, theirs: 502, ours: 500 } as const;

/** The one place that turns an error into an HTTP answer. What is not an AppError is ours and says nothing of itself. */
export function problemOf(error: unknown): Problem {
  if (!(error instanceof AppError)) {
    return problem("internal", 500, "Something went wrong inside the workbench; its log has the details.", false);
  }
  const { current, errors } = error.payload as { current?: unknown; errors?: Problem["errors"] };
  return {
    ...problem(error.code, statuses[error.code] ?? byFault[error.fault], error.message, error.retry),
    ...(errors === undefined ? {} : { errors }),
    ...(current === undefined ? {} : { current }),
  };
}

/** Field errors of invalid input: where, and what is wrong there. */
export function fieldErrors(error: z.ZodError): NonNullable<Problem["errors"]> {
  return error.issues.map((issue) => ({
    path: issue.path.join("."),
    message: issue.code === "unrecognized_keys" ? `does not know ${issue.keys.join(", ")}` : issue.message,
  }));
}

function problem(code: string, status: number, detail: string, retry: boolean): Problem {
  return { type: `/problems/${code}`, title: code.replaceAll("-", " "), status, code, detail, retry };
}
