import { join } from "node:path";
import { parseArgs } from "node:util";
import { hasCode, messageOf } from "#core/errors.ts";
import { isTimeZone } from "#core/time.ts";
import { probeJira } from "#integrations/jira/index.ts";
import { createMemory } from "#store/memory.ts";
import { lockDataDirectory } from "#store/sqlite/lock.ts";
import { listProjects } from "#store/entities/project.ts";
import { openSqliteStore } from "#store/sqlite/sqlite-store.ts";
import { createJiraSource } from "#integrations/jira/index.ts";
import { realNow } from "./clock.ts";
import { configOf, type Config } from "./config/config.ts";
import { readEnvironment } from "./config/env.ts";

type Io = { out: (text: string) => void; err: (text: string) => void; interactive: boolean };

/** One thing looked at: what was found and, where it is not well, what to do. */
type Check = { name: string; state: "ok" | "warning" | "failed"; found: string };

const usage = `npm run workbench -- doctor [--json]

Looks at the configuration, the store, Jira and the clock, and says what is wrong and what to do. Changes nothing.`;

/** `workbench doctor`. */
export function doctorCommand() {
  return { name: "doctor", summary: "Check configuration, store, Jira and clock, and say what to do", usage, run: runDoctor };
}

async function runDoctor(args: string[], io: Io): Promise<0 | 1> {
  const { values } = parseArgs({ args, options: { json: { type: "boolean" } } });
  const checks = await examine();
  if (values.json) io.out(JSON.stringify({ checks }));
  else for (const check of checks) io.out(`${check.state.padEnd(7)}  ${check.name}: ${check.found}`);
  return checks.some((check) => check.state === "failed") ? 1 : 0;
}

async function examine(): Promise<Check[]> {
  let config: Config;
  try {
    config = configOf(readEnvironment());
  } catch (error) {
    return [nodeVersion(), { name: "configuration", state: "failed", found: messageOf(error) }];
  }
  const store = await examineStore(config);
  return [nodeVersion(), configuration(config), ...store.checks, ...(await examineJira(config, store.sourceKeys))];
}

function nodeVersion(): Check {
  const { node } = process.versions;
  return Number.parseInt(node, 10) >= 24
    ? { name: "Node", state: "ok", found: node }
    : { name: "Node", state: "failed", found: `${node}; 24 or newer is needed. On Linux and Windows npm ci brings it; elsewhere install it.` };
}

function configuration(config: Config): Check {
  const { host, port, dataDir, timeZone, cycleMs, jira } = config;
  const source = jira ? `Jira at ${jira.baseUrl} as ${jira.email}, every ${cycleMs / 60_000} minutes` : "no Jira: the demo runs";
  return { name: "configuration", state: isTimeZone(timeZone) ? "ok" : "failed", found: `http://${host}:${port}, data in ${dataDir}, time zone ${timeZone}; ${source}` };
}

async function examineStore(config: Config): Promise<{ checks: Check[]; sourceKeys: string[] }> {
  try {
    const lock = lockDataDirectory(config.dataDir);
    try {
      const store = openSqliteStore({ file: join(config.dataDir, "workbench.sqlite"), now: realNow });
      try {
        const projects = await listProjects(store, { status: "active" });
        const heartbeat = await createMemory(store).heartbeat();
        const found = `readable and whole, ${projects.length} active projects, last heartbeat ${heartbeat?.at ?? "never"}; the workbench is not running`;
        const checks: Check[] = [{ name: "store", state: "ok", found }, clock(heartbeat?.at ?? null)];
        return { checks, sourceKeys: config.jira ? projects.map((project) => project.sourceKey) : [] };
      } finally {
        store.close();
      }
    } finally {
      lock.release();
    }
  } catch (error) {
    if (hasCode(error, "already-running")) return { checks: [await runningWorkbench(config)], sourceKeys: [] };
    return { checks: [{ name: "store", state: "failed", found: messageOf(error) }], sourceKeys: [] };
  }
}

/** The store belongs to the process that runs; it is asked instead. */
async function runningWorkbench({ host, port }: Config): Promise<Check> {
  const url = `http://${host}:${port}/api/health`;
  try {
    const answer = await fetch(url);
    return { name: "workbench", state: answer.ok ? "ok" : "failed", found: `runs; ${url} answers ${answer.status} ${await answer.text()}` };
  } catch (error) {
    return { name: "workbench", state: "failed", found: `a process holds the data directory but nothing answers at ${url} (${messageOf(error)}). Set PORT to the port it uses, or stop that process.` };
  }
}

/** A clock that was set back makes every age wrong. */
function clock(lastHeartbeat: string | null): Check {
  const now = realNow();
  return lastHeartbeat !== null && lastHeartbeat > now
    ? { name: "clock", state: "failed", found: `it is ${now}, earlier than the last heartbeat at ${lastHeartbeat}: set the machine's clock right` }
    : { name: "clock", state: "ok", found: now };
}

async function examineJira(config: Config, sourceKeys: string[]): Promise<Check[]> {
  if (!config.jira) return [{ name: "Jira", state: "warning", found: "not configured: set JIRA_BASE_URL, JIRA_EMAIL and JIRA_API_TOKEN to watch your own projects" }];
  const checks: Check[] = [];
  try {
    const { site, account, timeZone } = await probeJira(config.jira);
    checks.push({ name: "Jira", state: "ok", found: `${site} answers, signed in as ${account}, whose time zone is ${timeZone ?? "not set"}` });
  } catch (error) {
    return [{ name: "Jira", state: "failed", found: messageOf(error) }];
  }
  const source = createJiraSource(config.jira);
  for (const key of sourceKeys) {
    try {
      const { name } = await source.check(key);
      checks.push({ name: `Jira project ${key}`, state: "ok", found: name });
    } catch (error) {
      checks.push({ name: `Jira project ${key}`, state: "failed", found: messageOf(error) });
    }
  }
  return checks;
}
