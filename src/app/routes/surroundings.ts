import type { Config } from "#app/config/config.ts";
import type { Context } from "#app/context.ts";
import type { Instant } from "#core/time.ts";

/** What handlers are made of. */
export type Surroundings = { config: Config; context: Context; nextCycleAt: () => Instant | null };
