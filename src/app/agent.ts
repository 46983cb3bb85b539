import type { AgentStatus, Progress } from "#contract/agent.ts";
import type { CycleReport } from "#core/entities/cycle-report.ts";
import type { Heartbeat } from "#core/entities/heartbeat.ts";
import type { Project } from "#core/entities/project.ts";
import { messageOf } from "#core/errors.ts";
import { runCycle } from "#core/pipeline/run-cycle.ts";
import type { CyclePorts } from "#core/pipeline/run-stage.ts";
import type { Usage } from "#core/ports.ts";
import type { RuleSettings } from "#core/settings.ts";
import { count } from "#core/text.ts";
import type { Instant } from "#core/time.ts";
import { appError } from "./errors.ts";
import type { Hub } from "./hub.ts";

type Ports = Omit<CyclePorts, "progress" | "stopping"> & {
  usage: () => Usage;
  hub: Hub;
  /** Real time: the heartbeat says that the process lives. */
  realNow: () => Instant;
  activeProjects: () => Promise<Project[]>;
  pausedProjects: () => Promise<Project[]>;
  log: (line: string) => void;
};

export type AgentView = Pick<AgentStatus, "state" | "detail" | "heartbeatAt" | "lastCycle" | "progress">;

/** What a view of the agent needs of the store. */
export type AgentReads = { heartbeat: () => Promise<Heartbeat | null>; pausedProjects: () => Promise<readonly Project[]> };

export type Agent = {
  /** `reads` for who holds it already; otherwise the store is asked. */
  view(reads?: AgentReads): Promise<AgentView>;
  /** Runs one cycle after any running one; calls that wait at the same time share it. Rejects when the store cannot be used. */
  runCycle(): Promise<CycleReport>;
  /** Resolves once nothing is running or waiting to. */
  drain(): Promise<void>;
  /** Gives up what is being read, finishes what is being saved, and runs no further cycle. */
  stop(): Promise<void>;
};

/** Runs cycles, one at a time, and knows how the last one went. */
export function createAgent(settings: RuleSettings, ports: Ports): Agent {
  let lastCycle: CycleReport | null = null;
  let lastError: string | null = null;
  let heartbeatAt: Instant | null = null;
  let progress: Progress | null = null;
  let running: Promise<unknown> = Promise.resolve();
  let waiting: Promise<CycleReport> | null = null;
  const stopping = new AbortController();

  async function cycle(): Promise<CycleReport> {
    waiting = null;
    if (stopping.signal.aborted) throw appError("stopping", "The workbench is stopping, so no cycle was run. The next start runs one.");
    try {
      const projects = await ports.activeProjects();
      const at = ports.realNow();
      const report = await runCycle({ projects, settings, heartbeatAt: at }, { ...ports, progress: onProgress, stopping: stopping.signal });
      lastCycle = report;
      lastError = null;
      heartbeatAt = at;
      return report;
    } catch (error) {
      lastError = messageOf(error);
      ports.log(`cycle failed: ${lastError}`);
      throw error;
    } finally {
      progress = null;
      // A cycle that found nothing has still moved what is known of when the sources were read.
      ports.hub.publish({ topics: ["agent", "projects", "artefacts"], projectId: null });
    }
  }

  const onProgress: CyclePorts["progress"] = ({ project, stage, done, total }) => {
    progress = { projectId: project.id, projectName: project.name, stage, done, total };
    if (done > 0) ports.hub.publish({ topics: ["agent"], projectId: project.id });
  };

  async function view({ heartbeat, pausedProjects }: AgentReads = { heartbeat: ports.memory.heartbeat, pausedProjects: ports.pausedProjects }): Promise<AgentView> {
    try {
      heartbeatAt = (await heartbeat())?.at ?? null;
      return { heartbeatAt, lastCycle, progress, ...(await stateOf(pausedProjects)) };
    } catch (error) {
      // As last seen: that the store cannot be read now does not mean that nothing ever ran.
      return { heartbeatAt, lastCycle, progress, state: "error", detail: messageOf(error) };
    }
  }

  async function stateOf(pausedProjects: AgentReads["pausedProjects"]): Promise<Pick<AgentView, "state" | "detail">> {
    if (lastError !== null) return { state: "error", detail: lastError };
    if (lastCycle === null) return { state: "starting", detail: "The first cycle since the start has not finished." };
    if (lastCycle.projects.length === 0) {
      return (await pausedProjects()).length === 0
        ? { state: "active", detail: "There is no project yet. Add one to begin." }
        : { state: "paused", detail: "All projects are paused: nothing is read." };
    }
    const failed = lastCycle.projects.filter((project) => project.failed);
    if (failed.length === 0) return { state: "active", detail: `${count(lastCycle.projects.length, "project")} up to date.` };
    const reasons = failed.map((project) => `${project.name}: ${project.failed?.message}`).join(" ");
    return { state: failed.length === lastCycle.projects.length ? "error" : "active", detail: `${count(failed.length, "project")} could not be brought up to date. ${reasons}` };
  }

  async function drain(): Promise<void> {
    let last;
    do await (last = running);
    while (last !== running);
  }

  return {
    view,
    runCycle: async () => {
      if (waiting) return waiting;
      const next = running.then(cycle, cycle);
      waiting = next;
      running = next.catch(() => undefined);
      return next;
    },
    drain,
    stop: async () => {
      stopping.abort();
      await drain();
    },
  };
}
