import { parseArgs } from "node:util";
import * as z from "zod";
import { Moment } from "#contract/moment.ts";
import { SourceKey, TimeZone } from "#core/entities/project.ts";
import { appError } from "#app/errors.ts";

export const usage = `npm run workbench -- replay --jira <issues.jsonl>... --project KEY --from ISO --to ISO
    [--sprints <sprints.json>] [--versions <versions.json>] [--step 15m] [--time-zone UTC] [--data-dir DIR] [--json]

Runs the pipeline over recorded history with a simulated clock, through the real HTTP client against the bundled Jira
server, and prints what each step found, proposed, decided and changed, then the final artefacts. Steps in which nothing
changed are not printed. The same input gives byte-identical output.

  --jira       recorded issues, one JSON object a line; several files may follow
  --project    the project's key in the recording
  --from, --to the first and last moment, such as 2015-01-05 or 2015-01-05T09:00:00Z
  --step       simulated time between cycles: 15m, 6h or 1d
  --time-zone  the zone whose calendar days count
  --data-dir   keep the resulting store there; it must be empty. Without it the store is thrown away
  --json       one JSON object a line: each step, then the artefacts`;

const unitMs = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

const Step = z
  .string()
  .regex(/^[1-9]\d*[mhd]$/, "must be a number of minutes, hours or days, such as 15m, 6h or 1d")
  .transform((text) => Number.parseInt(text, 10) * unitMs[text.at(-1) as keyof typeof unitMs]);

const Options = z
  .object({
    jira: z.array(z.string()).min(1, "needs at least one file"),
    sprints: z.string().optional(),
    versions: z.string().optional(),
    project: z.string("is missing").pipe(SourceKey),
    from: Moment,
    to: Moment,
    step: Step.prefault("15m"),
    "time-zone": TimeZone.default("UTC"),
    "data-dir": z.string().optional(),
    json: z.boolean().default(false),
  })
  .refine(({ from, to }) => from < to, { message: "must be later than --from", path: ["to"] });

export type ReplayOptions = z.infer<typeof Options>;

/** The options of a call; throws `wrong-use` naming each wrong one. */
export function parseReplayOptions(args: string[]): ReplayOptions {
  const { values } = parseArgs({
    args: repeatFlagPerValue(args),
    options: {
      jira: { type: "string", multiple: true, default: [] },
      mail: { type: "string", multiple: true },
      sprints: { type: "string" },
      versions: { type: "string" },
      project: { type: "string" },
      from: { type: "string" },
      to: { type: "string" },
      step: { type: "string" },
      "time-zone": { type: "string" },
      "data-dir": { type: "string" },
      json: { type: "boolean" },
    },
  });
  if (values.mail !== undefined) throw appError("wrong-use", "--mail is not read in this version: it replays Jira alone. Leave it out.");
  const parsed = Options.safeParse(values);
  if (parsed.success) return parsed.data;
  throw appError("wrong-use", parsed.error.issues.map((issue) => `--${issue.path.join(".")} ${issue.message}`).join("\n"));
}

const takesSeveral = ["--jira", "--mail"];

/** `--jira a b` becomes `--jira a --jira b`, which is all parseArgs knows. */
function repeatFlagPerValue(args: readonly string[]): string[] {
  let several: string | null = null;
  return args.flatMap((arg) => {
    if (arg.startsWith("--")) {
      several = takesSeveral.includes(arg) ? arg : null;
      return several === null ? [arg] : [];
    }
    return several === null ? [arg] : [several, arg];
  });
}
