import { parseArgs } from "node:util";
import { configOf, type Config } from "#app/config/config.ts";
import { readEnvironment } from "#app/config/env.ts";
import { appError } from "#app/errors.ts";
import { realNow } from "#app/clock.ts";
import type { Instant } from "#core/time.ts";
import { demo } from "#demo/demo.ts";

/** The one argument of a command, and whether `--json` and further flags were given. Throws `wrong-use` for more arguments than that. */
export function parseOne(args: string[], ...flags: string[]): { argument: string | undefined; given: (flag: string) => boolean } {
  const options = Object.fromEntries(["json", ...flags].map((flag) => [flag, { type: "boolean" } as const]));
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  if (positionals.length > 1) throw appError("wrong-use", `${positionals.join(" ")}: there is one argument, not ${positionals.length}.`);
  return { argument: positionals[0], given: (flag) => values[flag] === true };
}

export function currentConfig(): Config {
  return configOf(readEnvironment());
}

/** The time by which the configured data has expired or not: the demo's stands still before anything in it can. */
export function timeOfData({ jira }: Pick<Config, "jira">): Instant {
  return jira ? realNow() : demo.startAt;
}
