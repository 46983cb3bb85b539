import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createContext } from "#app/context.ts";
import { newProject } from "#app/projects.ts";
import type { World } from "#app/world.ts";
import type { CycleReport } from "#core/entities/cycle-report.ts";
import { addMs } from "#core/time.ts";
import { createJiraSource } from "#integrations/jira/index.ts";
import { median } from "#bench/table.ts";
import { firstRead, laterRead } from "./recording.ts";

export type Measured = { ms: number; jira: number; store: number; writeUnits: number };
export type Round = { first: Measured; idle: Measured; changed: Measured; peakMegabytes: number };

/** A running workbench has hundreds of them; the first alone would measure how Node compiles. */
const idleCycles = 5;

// One round in a fresh process: first sync, some idle cycles, a cycle in which one issue in a hundred changed.
const baseUrl = process.argv[2];
if (!baseUrl) throw new Error("the address of the fake is missing");
let now = firstRead;
const dataDir = mkdtempSync(join(tmpdir(), "workbench-bench-"));
const world: World = {
  now: () => now,
  source: createJiraSource({ baseUrl, email: "bench@workbench.example", token: "bench" }),
  describe: () => ({ demo: null, sources: [] }),
  cycleMs: 900_000,
  demo: null,
  close: async () => undefined,
};
const context = await createContext({ dataDir, world, log: (line) => console.error(line) });
const { saves } = newProject({ name: "Big", source: "jira", sourceKey: "BIG", autonomy: "maintain", timeZone: "UTC" }, context.ids, now);
await context.memory.saveTogether(saves);

async function measure(): Promise<Measured> {
  const startedMs = performance.now();
  const report: CycleReport = await context.agent.runCycle();
  const ms = performance.now() - startedMs;
  const [project] = report.projects;
  if (!project || project.failed) throw new Error(`the cycle failed: ${project?.failed?.message}`);
  return { ms, jira: project.sourceRequests, store: report.store.requests, writeUnits: report.store.writeUnits };
}

const first = await measure();
const idles: Measured[] = [];
for (let minutes = 1; minutes <= idleCycles; minutes++) {
  now = addMs(firstRead, minutes * 60_000);
  idles.push(await measure());
}
const idle: Measured = {
  ms: median(idles.map((one) => one.ms)),
  jira: Math.max(...idles.map((one) => one.jira)),
  store: Math.max(...idles.map((one) => one.store)),
  writeUnits: Math.max(...idles.map((one) => one.writeUnits)),
};
now = laterRead;
await new Promise((resolve) => {
  process.once("message", resolve);
  process.send?.({ now });
});
const changed = await measure();
await context.close();
rmSync(dataDir, { recursive: true });
const round: Round = { first, idle, changed, peakMegabytes: process.resourceUsage().maxRSS / 1024 };
process.send?.({ round });
process.disconnect();
