import type { Problem } from "#contract/problem.ts";
import { AppError, declareErrors } from "#core/errors.ts";

export const apiError = declareErrors({
  "server-unreachable": { fault: "theirs", retry: true },
  "unreadable-answer": { fault: "ours", retry: true },
});

/** A refusal the API explained: its code, its words and, for invalid input or a stale version, the particulars. */
export class ProblemError extends AppError {
  readonly problem: Problem;

  constructor(problem: Problem) {
    const fault = problem.status < 500 ? "yours" : "ours";
    super(problem.code, { fault, retry: problem.retry }, problem.detail, { status: problem.status });
    this.problem = problem;
  }
}

/** True when the change was refused because of what has happened since the page was read: the newest state says what. */
export function isConflict(error: unknown): error is ProblemError {
  return error instanceof ProblemError && error.problem.status === 409;
}

/** True when what an address names is not there, or could not be: its id is none. */
export function isMissing(error: unknown): boolean {
  return error instanceof ProblemError && (error.problem.status === 404 || error.problem.status === 400);
}
