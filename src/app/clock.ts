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

async function within<T>(ms: number, what: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(pipelineError("stage-timeout", `${what} took longer than ${Math.round(ms / 1000)} seconds and was given up`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
