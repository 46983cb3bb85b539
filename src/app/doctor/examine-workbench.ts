import * as z from "zod";
import { AgentStatus, Health } from "#contract/agent.ts";
import { ProjectCard } from "#contract/projects.ts";
import { urlOf, type Config } from "#app/config/config.ts";
import { isDirectoryInUse } from "#store/sqlite/lock.ts";
import type { Check } from "./check.ts";

/** A running workbench, as it says of itself; null where none answers. */
export type Running = { agent: AgentStatus; projects: ProjectCard[] } | null;

const patienceMs = 5_000;

/** Asks at the configured address who answers there. The store of a running workbench is its own; it is asked instead. */
export async function examineWorkbench(config: Config): Promise<{ running: Running; checks: Check[] }> {
  const url = urlOf(config);
  try {
    const [health, agent, { projects }] = await Promise.all([
      ask(`${url}/api/health`, Health),
      ask(`${url}/api/agent`, AgentStatus),
      ask(`${url}/api/projects`, z.object({ projects: z.array(ProjectCard) })),
    ]);
    const running = { agent, projects };
    return { running, checks: [state(url, health, agent), ...sameStore(config, health), ...sameSettings(config, agent), ...projects.flatMap(unread)] };
  } catch (error) {
    if (error instanceof NotTheWorkbench) {
      const found = `something else answers at ${url}. Stop it, or choose another port with PORT.`;
      return { running: null, checks: [{ name: "workbench", state: "failed", found }] };
    }
    if (isDirectoryInUse(config.dataDir)) {
      const found = `a workbench uses ${config.dataDir}, but nothing answers at ${url}. Set PORT to the port it answers on, or stop it.`;
      return { running: null, checks: [{ name: "workbench", state: "failed", found }] };
    }
    return { running: null, checks: [{ name: "workbench", state: "ok", found: `not running; npm start would answer at ${url}` }] };
  }
}

class NotTheWorkbench extends Error {}

async function ask<T>(url: string, schema: z.ZodType<T>): Promise<T> {
  const response = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(patienceMs) });
  const parsed = schema.safeParse(await response.json().catch(() => null));
  if (!parsed.success) throw new NotTheWorkbench(`${url} answered ${response.status}`);
  return parsed.data;
}

function state(url: string, { version }: Health, agent: AgentStatus): Check {
  const found = `version ${version} runs at ${url}. ${agent.detail} Last heartbeat ${agent.heartbeatAt ?? "never"}.`;
  return { name: "workbench", state: agent.state === "error" ? "failed" : "ok", found };
}

/** The variables of this shell need not be those the workbench was started with. */
function sameSettings(config: Config, agent: AgentStatus): Check[] {
  const reads = agent.sources.map(({ where }) => where).join(", ");
  const same = config.jira ? reads === config.jira.baseUrl : agent.demo !== null;
  if (same) return [];
  const found = `the running workbench reads ${reads}; by this shell's variables it would read ${config.jira?.baseUrl ?? "the bundled demo data"}. Stop it and start it with the variables you want.`;
  return [{ name: "settings", state: "warning", found }];
}

function sameStore({ store }: Config, health: Health): Check[] {
  if (health.store === store.kind) return [];
  const found = `the running workbench keeps its data in ${health.store}; by this shell's variables it would be ${store.kind}. Set WORKBENCH_STORE here as it is set there.`;
  return [{ name: "settings", state: "warning", found }];
}

function unread({ name, sourceKey, pulse }: ProjectCard): Check[] {
  return pulse?.error ? [{ name: `project ${name} (${sourceKey})`, state: "failed", found: pulse.error.message }] : [];
}
