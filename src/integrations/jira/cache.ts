import type { Instant } from "#core/time.ts";

const MS_PER_HOUR = 3_600_000;

/** What changes rarely on a site, kept for an hour of the product's time so that an idle read stays small. */
export function createHourlyCache<Value>() {
  const kept = new Map<string, { at: number; value: Value }>();

  return async function get(key: string, now: Instant, load: () => Promise<Value>): Promise<Value> {
    const at = Date.parse(now);
    const known = kept.get(key);
    // A clock that was set back makes what we hold as good as old.
    if (known && at >= known.at && at < known.at + MS_PER_HOUR) return known.value;
    const value = await load();
    kept.set(key, { at, value });
    return value;
  };
}
