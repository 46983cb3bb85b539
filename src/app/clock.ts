import { pipelineError } from "#core/pipeline/errors.ts";
import type { Clock } from "#core/ports.ts";
import { instantOf, type Instant } from "#core/time.ts";

/** The real time. */
export function realNow(): Instant {
  return instantOf(new Date());
}

/** A clock over any source of the current time; measuring and timeouts are always real. */
export function createClock(now: () => Instant): Clock {
  return { now, elapsedMs: () => performance.now(), within };
}

const within: Clock["within"] = async (ms, what, work, stop) => {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(pipelineError("stage-timeout", `${what} took longer than ${Math.round(ms / 1000)} seconds and was given up`)), ms);
  const onStop = (): void => limit.abort(pipelineError("stopping", `${what} was given up because the workbench stops`));
  const givenUp = new Promise<never>((_resolve, reject) => {
    limit.signal.addEventListener("abort", () => reject(limit.signal.reason));
  });
  stop?.addEventListener("abort", onStop);
  if (stop?.aborted) onStop();
  try {
    return await Promise.race([givenUp, work(limit.signal)]);
  } finally {
    clearTimeout(timer);
    stop?.removeEventListener("abort", onStop);
  }
};
