import { dirname, join, resolve } from "node:path";
import { appError } from "#app/errors.ts";
import type { Environment } from "./env.ts";

/** Where Jira is and who asks. The token never leaves this object but for Jira itself. */
export type JiraConfig = { baseUrl: string; email: string; token: string };

/** Where the data is kept: in a SQLite file in the data directory, or in a DynamoDB table; without an endpoint, in AWS's own. */
export type StoreConfig = { kind: "sqlite" } | { kind: "dynamodb"; tableName: string; endpoint?: string | undefined };

export type Config = {
  host: string;
  port: number;
  /** Absolute. The demo keeps its data in a folder of its own, so that it never mixes with a user's. */
  dataDir: string;
  store: StoreConfig;
  timeZone: string;
  cycleMs: number;
  /** Null: nothing is configured, the demo runs. */
  jira: JiraConfig | null;
};

const demoFolder = "demo";

/** The data directory this configuration never touches: the demo's beside one's own data, one's own beside the demo's. */
export function otherDataDir({ dataDir, jira }: Pick<Config, "dataDir" | "jira">): string {
  return jira ? join(dataDir, demoFolder) : dirname(dataDir);
}

/** Where a workbench of this configuration answers. */
export function urlOf({ host, port }: Pick<Config, "host" | "port">): string {
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** The configuration a checked environment means. Throws `bad-configuration` when Jira is configured in part. */
export function configOf(env: Environment): Config {
  const jira = jiraOf(env);
  const dataDir = resolve(env.WORKBENCH_DATA_DIR);
  return {
    host: env.WORKBENCH_HOST,
    port: env.PORT,
    dataDir: jira ? dataDir : join(dataDir, demoFolder),
    store: storeOf(env, jira === null),
    timeZone: env.WORKBENCH_TIME_ZONE ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    cycleMs: env.WORKBENCH_CYCLE_MINUTES * 60_000,
    jira,
  };
}

/** The demo has a table of its own too. */
function storeOf({ WORKBENCH_STORE: kind, TABLE_NAME: name, DYNAMODB_ENDPOINT: endpoint }: Environment, isDemo: boolean): StoreConfig {
  return kind === "sqlite" ? { kind } : { kind, tableName: isDemo ? `${name}-demo` : name, endpoint };
}

function jiraOf(env: Environment): JiraConfig | null {
  const { JIRA_BASE_URL: baseUrl, JIRA_EMAIL: email, JIRA_API_TOKEN: token } = env;
  if (baseUrl && email && token) return { baseUrl, email, token };
  const missing = Object.entries({ JIRA_BASE_URL: baseUrl, JIRA_EMAIL: email, JIRA_API_TOKEN: token })
    .filter(([, value]) => !value)
    .map(([name]) => name);
  if (missing.length === 3) return null;
  throw appError("bad-configuration", `Jira is configured in part: ${missing.join(" and ")} must be set too, or none of the three to run the demo.`, { missing });
}
