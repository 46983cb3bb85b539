import type { Facts } from "#core/entities/facts.ts";
import type { RuleSettings } from "#core/settings.ts";
import type { Day, Instant } from "#core/time.ts";

/** Everything a rule may look at. Rules are pure: the same situation gives the same findings. */
export type Situation = {
  /** Seeds the forecast, with scope and day. */
  projectId: string;
  facts: Facts;
  now: Instant;
  /** The project's calendar day of `now`. */
  today: Day;
  timeZone: string;
  /** Why the source counts as not read (unreachable for too long); null while it is read. What leans on it is then grey. */
  stale: string | null;
  settings: RuleSettings;
};
