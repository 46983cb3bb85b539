import { isIPv4 } from "node:net";
import * as z from "zod";
import { isTimeZone } from "#core/time.ts";
import { table } from "#store/table.ts";
import { appError } from "#app/errors.ts";

const text = z.string().optional();

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIPv4(host) && host.startsWith("127."));
}

/** The reason a base URL cannot be used, or null. */
function wrongBaseUrl(value: string, example: string): string | null {
  const url = URL.parse(value);
  if (!url || !/^https?:$/.test(url.protocol)) return `must be a web address such as ${example}`;
  if (url.protocol === "http:" && !isLoopback(url.hostname.replace(/^\[(.*)\]$/, "$1"))) return "must be https (plain http only on this machine)";
  if (url.username || url.password || url.search || url.hash) return "must have no user name, password, query or fragment";
  // Pages of a cloud site are below a path, its API is not; an address copied from the browser would read nothing.
  if (url.hostname.endsWith(".atlassian.net") && url.pathname !== "/") return `must be the site alone: ${url.origin}`;
  return null;
}

const BaseUrl = (example: string) =>
  z.string().transform((value, context) => {
    const wrong = wrongBaseUrl(value, example);
    if (wrong !== null) context.addIssue({ code: "custom", message: wrong });
    return value.replace(/\/+$/, "");
  });

const portRange = "must be a port number from 0 to 65535";
const minutesRange = "must be a number of minutes from 0.1 to 1440";
const Decimal = (message: string) => z.string().regex(/^\d+(\.\d+)?$/, message).transform(Number);

/** Every variable the workbench reads, with its default. Documented in README.md; a test keeps the two equal. */
export const Environment = z.object({
  PORT: Decimal(portRange).pipe(z.int(portRange).max(65_535, portRange)).default(4780),
  WORKBENCH_HOST: z
    .string()
    .transform((host) => host.replace(/^\[(.*)\]$/, "$1"))
    .refine(isLoopback, "must be a loopback address: the workbench has no sign-in yet, so it answers this machine only")
    .default("127.0.0.1"),
  WORKBENCH_DATA_DIR: z.string().default("./data"),
  WORKBENCH_STORE: z.enum(["sqlite", "dynamodb"], "must be sqlite or dynamodb").default("sqlite"),
  DYNAMODB_ENDPOINT: BaseUrl("http://127.0.0.1:8000").optional(),
  // DynamoDB takes 255 characters; the demo's table has five more than this one.
  TABLE_NAME: z.string().regex(/^[\w.-]{3,250}$/, "must be 3 to 250 letters, digits, dots, dashes and underscores").default(table.name),
  JIRA_BASE_URL: BaseUrl("https://your-site.atlassian.net").optional(),
  JIRA_EMAIL: text,
  JIRA_API_TOKEN: text,
  WORKBENCH_CYCLE_MINUTES: Decimal(minutesRange).pipe(z.number().min(0.1, minutesRange).max(1440, minutesRange)).default(15),
  WORKBENCH_TIME_ZONE: z.string().refine(isTimeZone, "must be an IANA time zone such as Europe/Berlin").optional(),
});
export type Environment = z.infer<typeof Environment>;

/** What other versions of the workbench read: said by `doctor` when it is set, so that nobody waits for its effect. */
const ofOtherVersions = /^(WORKBENCH_|GRAPH_|SES_|SMTP_URL$|MAIL_FROM$|DIGEST_TO$|ANTHROPIC_(API_KEY|BASE_URL)$|MODEL_(BASE_URL|SMALL|LARGE)$|JIRA_)/;
/** For the tests alone. */
const ofTests = ["WORKBENCH_SHARED_DATA", "WORKBENCH_LONG"];

type Source = Readonly<Record<string, string | undefined>>;

/** Reads and checks the environment; spaces around a value do not count, and an empty variable counts as unset. Throws `bad-configuration` naming every wrong variable. */
export function readEnvironment(source: Source = process.env): Environment {
  const parsed = Environment.safeParse(Object.fromEntries(setIn(source)));
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
  throw appError("bad-configuration", `Environment: ${wrong.join("; ")}.`, { wrong });
}

/** Variables that look meant for the workbench and that this version does not read, by name. */
export function unreadVariables(source: Source = process.env): string[] {
  return setIn(source)
    .map(([name]) => name)
    .filter((name) => ofOtherVersions.test(name) && !(name in Environment.shape) && !ofTests.includes(name))
    .toSorted();
}

function setIn(source: Source): [name: string, value: string][] {
  return Object.entries(source).flatMap(([name, value = ""]): [string, string][] => (value.trim() === "" ? [] : [[name, value.trim()]]));
}
