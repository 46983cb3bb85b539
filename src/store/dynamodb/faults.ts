import { AppError, messageOf } from "#core/errors.ts";
import { storeError } from "#store/errors.ts";

type Code = Parameters<typeof storeError>[0];
type Fault = { code: Code; message(tableName: string, cause: string): string };

const conflict: Fault = { code: "conflict", message: (tableName) => `Another write to ${tableName} was under way on the same item. Try again.` };
const unfinished: Fault = {
  code: "conflict",
  message: (tableName) => `A write to ${tableName} has not come to its end, and may still be done. Read what it was to change, then try again.`,
};
const throttled: Fault = { code: "throttled", message: (tableName, cause) => `${tableName} takes no more requests at the moment (${cause}). Try again in a while.` };
const refused: Fault = { code: "invalid", message: (tableName, cause) => `${tableName} refused the request: ${cause}` };
const missing: Fault = {
  code: "incompatible",
  message: (tableName) => `There is no table ${tableName}. Start the workbench to create it, or check TABLE_NAME, DYNAMODB_ENDPOINT and AWS_REGION.`,
};
const denied: Fault = {
  code: "access-denied",
  message: (tableName, cause) => `AWS does not let this user work on ${tableName} (${cause}). Check AWS_PROFILE or the other AWS credentials, and their permissions on the table.`,
};
const unreachable: Fault = {
  code: "unavailable",
  message: (tableName, cause) => `${tableName} could not be reached (${cause}). Check the network, DYNAMODB_ENDPOINT and AWS_REGION, then try again.`,
};
const clockIsOff: Fault = {
  code: "unavailable",
  message: (tableName, cause) => `${tableName} does not take requests by this machine's clock (${cause}). Set the clock, then try again.`,
};

/** By the names DynamoDB's errors and cancellation reasons have, never by their texts, which change. */
const byName: Record<string, Fault> = {
  TransactionConflict: conflict,
  TransactionConflictException: conflict,
  TransactionInProgressException: unfinished,
  ReplicatedWriteConflictException: conflict,
  ProvisionedThroughputExceeded: throttled,
  ProvisionedThroughputExceededException: throttled,
  RequestLimitExceeded: throttled,
  LimitExceededException: throttled,
  ThrottlingError: throttled,
  ThrottlingException: throttled,
  IdempotentParameterMismatchException: refused,
  ValidationError: refused,
  ValidationException: refused,
  SerializationException: refused,
  ResourceNotFoundException: missing,
  AccessDenied: denied,
  AccessDeniedException: denied,
  CredentialsProviderError: denied,
  ExpiredToken: denied,
  ExpiredTokenException: denied,
  IncompleteSignatureException: denied,
  InvalidClientTokenId: denied,
  InvalidSignatureException: denied,
  MissingAuthenticationTokenException: denied,
  TokenProviderError: denied,
  UnrecognizedClientException: denied,
};

/** What the SDK threw, as an error that names the table and says what to do; a defect of our own as it came. */
export function asStoreError(error: unknown, tableName: string): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error;
  const named = byName[error.name] ?? (cameFromOutside(error) ? unreachable : undefined);
  const fault = named === denied && isByAnotherClock(error) ? clockIsOff : named;
  return fault === undefined ? error : storeError(fault.code, fault.message(tableName, describe(error)), { tableName }, error);
}

/** A reason a transaction was cancelled for, other than a condition. */
export function asCancellation(code: string, message: string, tableName: string): Error {
  const fault = byName[code] ?? unreachable;
  return storeError(fault.code, fault.message(tableName, message === "" ? code : message), { tableName });
}

/** The SDK has seen from the answer how far this machine's clock is off, and signs the next request by the server's. */
function isByAnotherClock(error: Error & { $metadata?: { clockSkewCorrected?: boolean } }): boolean {
  return error.$metadata?.clockSkewCorrected === true;
}

/** Answers of the server carry metadata, failures of the connection a system code or a name of the SDK's. */
function cameFromOutside(error: Error): boolean {
  return "$metadata" in error || "code" in error || error.name === "TimeoutError" || error.name === "AbortError";
}

function describe(error: Error): string {
  const message = messageOf(error);
  return message === "" || message === "UnknownError" ? error.name : message;
}
