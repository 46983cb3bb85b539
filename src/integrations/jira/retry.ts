const MAX_RETRIES = 3;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/**
 * Milliseconds to wait before the next try, or null to give up: after three retries, or when the server asks for a longer
 * wait than we hold a read open for. Never sooner than the server asked; full jitter on top of it.
 */
export function waitBeforeRetry(retriesSoFar: number, askedMs: number | null, random: () => number): number | null {
  if (retriesSoFar >= MAX_RETRIES || (askedMs !== null && askedMs > LONGEST_WAIT_MS)) return null;
  const jitter = random() * FIRST_WAIT_MS * 2 ** retriesSoFar;
  return Math.min(LONGEST_WAIT_MS, Math.round((askedMs ?? 0) + jitter));
}

/**
 * Reads a Retry-After header: seconds, or a date measured against the answer's own Date header so that our clock does not
 * matter. Null when it is absent or makes no sense.
 */
export function readRetryAfter(headers: Headers): number | null {
  const header = headers.get("retry-after")?.trim();
  if (!header) return null;
  if (/^\d+$/.test(header)) return Number(header) * 1_000;
  const until = Date.parse(header);
  const now = Date.parse(headers.get("date") ?? "");
  if (Number.isNaN(until)) return null;
  return Math.max(0, until - (Number.isNaN(now) ? Date.now() : now));
}
