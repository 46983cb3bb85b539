import * as z from "zod";
import { isTimeZone } from "#core/time.ts";
import { appError } from "#app/errors.ts";

const text = z.string().trim().min(1).optional();

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(host);
}

const BaseUrl = z.url({ protocol: /^https?$/, error: "must be a web address such as https://your-site.atlassian.net" }).refine(
  (value) => {
    const url = new URL(value);
    return (url.protocol === "https:" || isLoopback(url.hostname)) && url.username === "" && url.search === "" && url.hash === "";
  },
  "must be https (plain http only on this machine), without a user name, query or fragment",
);

/** Every variable the workbench reads, with its default. Documented in README.md; a test keeps the two equal. */
export const Environment = z.object({
  PORT: z.coerce.number("must be a port number").int().min(0).max(65535).default(4780),
  WORKBENCH_HOST: z.string().default("127.0.0.1").refine(isLoopback, "must be a loopback address: the workbench has no sign-in yet, so it answers this machine only"),
  WORKBENCH_DATA_DIR: z.string().min(1).default("./data"),
  WORKBENCH_STORE: z.enum(["sqlite"], "must be sqlite: the DynamoDB engine is not part of this version").default("sqlite"),
  JIRA_BASE_URL: BaseUrl.optional(),
  JIRA_EMAIL: text,
  JIRA_API_TOKEN: text,
  WORKBENCH_CYCLE_MINUTES: z.coerce.number("must be a number of minutes").min(0.1).max(1440).default(15),
  WORKBENCH_TIME_ZONE: z.string().refine(isTimeZone, "must be an IANA time zone such as Europe/Berlin").optional(),
});
export type Environment = z.infer<typeof Environment>;

/** Reads and checks the environment; an empty variable counts as unset. Throws `bad-configuration` naming every wrong variable. */
export function readEnvironment(source: NodeJS.ProcessEnv = process.env): Environment {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = Environment.safeParse(set);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
  throw appError("bad-configuration", `Environment: ${wrong.join("; ")}.`, { wrong });
}
