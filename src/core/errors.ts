/** Whose fault an error is: ours (a defect), theirs (the system we called), yours (the caller's input or configuration). */
export type Fault = "ours" | "theirs" | "yours";

type ErrorDefinition = { fault: Fault; retry: boolean };

/**
 * The one error type of the product. `code` is stable and typed per folder, `message` says what is wrong, where, and
 * what to do; `payload` is plain data for the log and the API (never a secret); `retry` says whether trying again can help.
 */
export class AppError<Code extends string = string> extends Error {
  readonly code: Code;
  readonly fault: Fault;
  readonly retry: boolean;
  readonly payload: Record<string, unknown>;

  constructor(code: Code, definition: ErrorDefinition, message: string, payload: Record<string, unknown> = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "AppError";
    this.code = code;
    this.fault = definition.fault;
    this.retry = definition.retry;
    this.payload = payload;
  }
}

/** Declares a folder's error codes once; the returned function makes errors of just those codes. */
export function declareErrors<const D extends Record<string, ErrorDefinition>>(definitions: D) {
  type Code = keyof D & string;
  return function create(code: Code, message: string, payload: Record<string, unknown> = {}, cause?: unknown): AppError<Code> {
    return new AppError(code, definitions[code] as ErrorDefinition, message, payload, cause);
  };
}

/** True when the value is an AppError carrying this code. */
export function hasCode(error: unknown, code: string): error is AppError {
  return error instanceof AppError && error.code === code;
}

/** The text of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
