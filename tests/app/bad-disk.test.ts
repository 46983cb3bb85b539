import { appendFileSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { newProject } from "#app/projects.ts";
import { kiteKey, kiteToday, kiteTomorrow } from "#tests/support/kite.ts";
import { canMount, needsMount, smallDisk } from "#tests/support/small-disk.ts";
import { startTestWorkbench, temporaryDataDir, type TestWorkbench } from "#tests/support/start-workbench.ts";

async function addKite(workbench: TestWorkbench): Promise<string> {
  const { id } = await workbench.api("addProject", { body: { name: "Kite", sourceKey: kiteKey, timeZone: "UTC" } });
  await workbench.drain();
  return id;
}

async function told(workbench: TestWorkbench, type: "signal.received" | "cycle.recovered") {
  return (await workbench.api("listEvents", { query: { type } })).events.map((event) => event.title);
}

const news = ["Bob Baker commented on KITE-24: Book the test field", "KITE-23 was assigned to Ann Archer: Line snaps in strong wind"];

/** A data directory in which Kite was read, at rest. */
async function usedDataDir(): Promise<{ dataDir: string; file: string }> {
  const dataDir = temporaryDataDir();
  const workbench = await startTestWorkbench({ dataDir });
  await addKite(workbench);
  await workbench.stop();
  return { dataDir, file: join(dataDir, "workbench.sqlite") };
}

test("a data file with damaged pages is refused by name and left as it is, and a backup put back goes on where it was", async () => {
  const { dataDir, file } = await usedDataDir();
  const backup = readFileSync(file);
  const damaged = Buffer.from(backup).fill(0xee, 3 * 4096, 6 * 4096);
  writeFileSync(file, damaged);
  await expect(startTestWorkbench({ dataDir })).rejects.toMatchObject({ code: "corrupt", message: expect.stringMatching(/workbench\.sqlite is damaged.*put back a copy of your own or start with an empty one/) });
  expect(readFileSync(file).equals(damaged)).toBe(true);
  writeFileSync(file, backup);
  const workbench = await startTestWorkbench({ dataDir, at: kiteTomorrow });
  await workbench.api("runCycle");
  expect(await told(workbench, "signal.received")).toEqual(expect.arrayContaining(news));
  expect((await workbench.api("listProjects")).projects[0]).toMatchObject({ name: "Kite", pulse: { error: null } });
});

test("a damaged item stops its own project only, and is named", async () => {
  const { dataDir, file } = await usedDataDir();
  const raw = new DatabaseSync(file);
  raw.exec("UPDATE items SET data = '{\"integration\": ' WHERE SK LIKE 'CHECKPOINT#%'");
  raw.close();
  const workbench = await startTestWorkbench({ dataDir, at: kiteTomorrow });
  const { context } = workbench;
  await context.memory.saveTogether(newProject({ name: "Other", source: "jira", sourceKey: kiteKey, autonomy: "maintain", timeZone: "UTC" }, context.ids, kiteToday).saves);
  const { projects } = await workbench.api("runCycle");
  expect(projects.find((project) => project.name === "Kite")?.failed).toMatchObject({ code: "corrupt", message: expect.stringContaining("CHECKPOINT#jira#KITE") });
  expect(projects.find((project) => project.name === "Other")).toMatchObject({ failed: null, idle: false });
  expect(await workbench.api("getAgent")).toMatchObject({ state: "active", detail: expect.stringContaining("1 project could not be brought up to date. Kite: The stored item") });
});

test.skipIf(!canMount)(`a full disk is said, nothing is half saved, and the next cycle with room has everything once ${needsMount}`, async () => {
  const { directory } = smallDisk(8);
  const workbench = await startTestWorkbench({ dataDir: directory });
  const id = await addKite(workbench);
  const before = { artefacts: await workbench.context.memory.artefacts(id), checkpoint: await workbench.context.memory.checkpoint(id, "jira", kiteKey) };
  const filler = join(directory, "filler");
  fill(filler);
  workbench.moveTo(kiteTomorrow);
  await expect(workbench.api("runCycle")).rejects.toThrow(/no space left to write .*workbench\.sqlite\. Free some disk space/);
  expect(await workbench.api("getAgent")).toMatchObject({ state: "error", detail: expect.stringContaining("Free some disk space") });
  expect((await workbench.api("getHealth")).status).toBe("failing");
  const refused = await fetch(`${workbench.url}/api/projects/${id}`, { method: "PATCH", headers: { "content-type": "application/json" }, body: JSON.stringify({ name: "Dragon", version: 1 }) });
  expect(refused.status).toBe(507);
  expect(await refused.json()).toMatchObject({ code: "disk-full", retry: true, detail: expect.stringContaining("nothing was half written") });
  expect({ artefacts: await workbench.context.memory.artefacts(id), checkpoint: await workbench.context.memory.checkpoint(id, "jira", kiteKey) }).toEqual(before);
  rmSync(filler);
  await workbench.api("runCycle");
  await workbench.api("runCycle");
  expect(await told(workbench, "signal.received")).toEqual(news);
  expect(await workbench.api("getAgent")).toMatchObject({ state: "active", detail: "1 project up to date." });
  expect((await workbench.api("getProject", { params: { id } })).name).toBe("Kite");
  await workbench.stop();
});

test.skipIf(!canMount)(`a read-only disk is refused at the start with what to do, and left as it is ${needsMount}`, async () => {
  const disk = smallDisk(8);
  const workbench = await startTestWorkbench({ dataDir: disk.directory });
  await addKite(workbench);
  await workbench.stop();
  const file = join(disk.directory, "workbench.sqlite");
  const before = statSync(file).mtimeMs;
  disk.makeReadOnly();
  await expect(startTestWorkbench({ dataDir: disk.directory })).rejects.toMatchObject({ code: "read-only", message: expect.stringMatching(/cannot be written\. Make it and its folder writable.*or use another data directory/) });
  expect(statSync(file).mtimeMs).toBe(before);
});

function fill(file: string): void {
  for (let size = 1024 * 1024; size >= 1; size = Math.floor(size / 2)) {
    try {
      for (;;) appendFileSync(file, Buffer.alloc(size, "x"));
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ENOSPC")) throw error;
    }
  }
}
