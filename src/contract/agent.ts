import * as z from "zod";
import { CycleReport } from "#core/entities/cycle-report.ts";
import { Instant } from "#core/time.ts";
import { declareRoutes } from "./route.ts";
import { Budget } from "./settings.ts";

/** Long work under way, for the page and the CLI; `total` null while it is not known. */
export const Progress = z.object({
  projectId: z.string(),
  projectName: z.string(),
  stage: z.string(),
  done: z.int(),
  total: z.int().nullable(),
});
export type Progress = z.infer<typeof Progress>;

export const Health = z.object({
  status: z.enum(["ok", "failing"]),
  version: z.string(),
  store: z.enum(["sqlite", "dynamodb"]),
  heartbeatAt: Instant.nullable(),
});
export type Health = z.infer<typeof Health>;

/** `heartbeatAt` and `nextCycleAt` are real time; `now` and everything about projects is in the product's time, which the demo simulates. */
export const AgentStatus = z.object({
  state: z.enum(["starting", "active", "paused", "error"]),
  detail: z.string(),
  heartbeatAt: Instant.nullable(),
  lastCycle: CycleReport.nullable(),
  nextCycleAt: Instant.nullable(),
  /** True while no outward channel is connected or dry-run is on: no action can leave the workbench. */
  dryRun: z.boolean(),
  budget: Budget,
  now: Instant,
  timeZone: z.string(),
  demo: z.object({ startedAt: Instant, endsAt: Instant, ended: z.boolean(), minutesPerSecond: z.number() }).nullable(),
  progress: Progress.nullable(),
  /** The systems the workbench reads and whether it can. */
  sources: z.array(z.object({ source: z.string(), configured: z.boolean(), where: z.string() })),
});
export type AgentStatus = z.infer<typeof AgentStatus>;

export const agentRoutes = declareRoutes({
  getHealth: { method: "GET", path: "/api/health", summary: "Whether the workbench runs", response: Health },
  getAgent: { method: "GET", path: "/api/agent", summary: "What the agent is doing", response: AgentStatus },
  runCycle: {
    method: "POST",
    path: "/api/agent/cycle",
    summary: "Run one cycle now, after the running one if there is one, and answer its report",
    response: CycleReport,
  },
});
