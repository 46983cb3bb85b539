import { parseArgs } from "node:util";
import { messageOf } from "#core/errors.ts";
import { urlOf, configOf, type Config } from "#app/config/config.ts";
import { readEnvironment, unreadVariables } from "#app/config/env.ts";
import type { Io } from "#app/io.ts";
import { whereKept } from "#app/open-engine.ts";
import type { Check } from "./check.ts";
import { examineBackups } from "./examine-backups.ts";
import { examineClock } from "./examine-clock.ts";
import { examineFile } from "./examine-file.ts";
import { examineJira } from "./examine-jira.ts";
import { examineTable } from "./examine-table.ts";
import { examineWorkbench } from "./examine-workbench.ts";

const usage = `npm run workbench -- doctor [--json]

Looks at the configuration, the workbench if it runs or else its store, the newest backup, Jira and the clock, and says what
is wrong and what to do. Changes nothing. Exit code 1 when something has failed; a warning alone is 0.`;

/** `workbench doctor`. */
export function doctorCommand() {
  return { name: "doctor", summary: "Check configuration, store, backup, Jira and clock, and say what to do", usage, run: runDoctor };
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
    return [nodeVersion(), { name: "configuration", state: "failed", found: messageOf(error) }, ...unread()];
  }
  const { running, checks } = await examineWorkbench(config);
  const { jira } = config;
  const shared = [nodeVersion(), configuration(config), ...unread(), ...checks, ...examineBackups(config)];
  if (running) {
    const keys = running.projects.map((project) => project.sourceKey);
    return [...shared, ...(await examineJira(jira, running.agent.demo ? [] : keys)), await examineClock(jira, running.agent.heartbeatAt)];
  }
  if (checks.some((check) => check.state === "failed")) return [...shared, ...(await examineJira(jira, [])), await examineClock(jira, null)];
  const store = config.store.kind === "sqlite" ? await examineFile(config.dataDir) : await examineTable(config, config.store);
  return [...shared, ...store.checks, ...(await examineJira(jira, jira ? store.sourceKeys : [])), await examineClock(jira, store.heartbeatAt)];
}

function nodeVersion(): Check {
  const { node } = process.versions;
  return Number.parseInt(node, 10) >= 24
    ? { name: "Node", state: "ok", found: node }
    : { name: "Node", state: "failed", found: `${node}; 24 or newer is needed. On Linux and Windows npm ci brings it; elsewhere install it.` };
}

function configuration(config: Config): Check {
  const { dataDir, timeZone, cycleMs, jira, store } = config;
  const kept = store.kind === "sqlite" ? `data in ${dataDir}` : `data in ${whereKept(config)}, lock in ${dataDir}`;
  const source = jira ? `Jira at ${jira.baseUrl} as ${jira.email}, every ${cycleMs / 60_000} minutes` : "no Jira, so the demo";
  return { name: "configuration", state: "ok", found: `${urlOf(config)}, ${kept}, time zone ${timeZone}; ${source}` };
}

function unread(): Check[] {
  const names = unreadVariables();
  if (names.length === 0) return [];
  return [{ name: "environment", state: "warning", found: `this version does not read ${names.join(", ")}; the README lists what it reads` }];
}
