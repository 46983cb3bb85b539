import * as z from "zod";
import { AgentStatus, Health } from "#contract/agent.ts";
import { Problem } from "#contract/problem.ts";
import { ProjectCard } from "#contract/projects.ts";
import { urlOf, type Config } from "#app/config/config.ts";
import { messageOf } from "#core/errors.ts";
import { isDirectoryInUse } from "#store/sqlite/lock.ts";
import type { Check } from "./check.ts";

/** A running workbench, as it says of itself; null where none answers. */
export type Running = { agent: AgentStatus; projects: ProjectCard[] } | null;

/** Longer than a store out of reach is tried again for. */
const patienceMs = 15_000;

const Projects = z.object({ projects: z.array(ProjectCard) });

/** Asks at the configured address who answers there. The store of a running workbench is its own; it is asked instead. */
export async function examineWorkbench(config: Config): Promise<{ running: Running; checks: Check[] }> {
  const url = urlOf(config);
  try {
    const [health, agent, answer] = await Promise.all([
      ask(`${url}/api/health`, Health),
      ask(`${url}/api/agent`, AgentStatus),
      ask(`${url}/api/projects`, z.union([Projects, Problem])),
    ]);
    const projects = "projects" in answer ? answer.projects : [];
    const store: Check[] = "projects" in answer ? [] : [{ name: "store", state: "failed", found: answer.detail }];
    const checks = [state(url, health, agent), ...store, ...sameStore(config, health), ...sameSettings(config, agent), ...projects.flatMap(unread)];
    return { running: { agent, projects }, checks };
  } catch (error) {
    return { running: null, checks: [whyNotAsked(config, error)] };
  }
}

function whyNotAsked(config: Config, error: unknown): Check {
  const url = urlOf(config);
  const failed = (found: string): Check => ({ name: "workbench", state: "failed", found });
  if (error instanceof NotTheWorkbench) return failed(`something else answers at ${url}. Stop it, or choose another port with PORT.`);
  if (error instanceof Error && error.name === "TimeoutError") {
    return failed(`what listens at ${url} has not answered for ${patienceMs / 1000} seconds. Its log says what it waits for; if it is not the workbench, choose another port with PORT.`);
  }
  try {
    if (isDirectoryInUse(config.dataDir)) return failed(`a workbench uses ${config.dataDir}, but nothing answers at ${url}. Set PORT to the port it answers on, or stop it.`);
  } catch (unknown) {
    return failed(messageOf(unknown));
  }
  return { name: "workbench", state: "ok", found: `not running; npm start would answer at ${url}` };
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
