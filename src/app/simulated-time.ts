import { instantOf, type Instant } from "#core/time.ts";

/** Time that runs at a rate of its own and stops at an end. */
export type SimulatedTime = {
  now(): Instant;
  /** Goes on from a moment, never before the start or past the end. */
  goOnFrom(instant: Instant): void;
};

export function createSimulatedTime(input: { startAt: Instant; endAt: Instant; minutesPerSecond: number; elapsedMs: () => number }): SimulatedTime {
  const { elapsedMs, minutesPerSecond } = input;
  const start = Date.parse(input.startAt);
  const end = Date.parse(input.endAt);
  let from = start;
  let since = elapsedMs();
  return {
    now: () => instantOf(new Date(Math.min(end, Math.floor(from + (elapsedMs() - since) * minutesPerSecond * 60)))),
    goOnFrom: (instant) => {
      from = Math.min(end, Math.max(start, Date.parse(instant)));
      since = elapsedMs();
    },
  };
}
