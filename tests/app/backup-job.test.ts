import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startScheduler } from "#app/scheduler.ts";
import { backupsEnded } from "#store/sqlite/backup.ts";
import { listBackups, newestReadableBackup } from "#store/sqlite/backups.ts";
import { kiteToday } from "#tests/support/kite.ts";
import { startTestWorkbench } from "#tests/support/start-workbench.ts";

function daysOf(dataDir: string): string[] {
  return listBackups(join(dataDir, "backups")).map(({ day }) => day);
}

test("a workbench backs its data up at the start, and once on every real day it runs, whatever the product's time", async () => {
  let realNow = "2026-01-10T23:59:00.000Z";
  const { context, dataDir, logged, drain } = await startTestWorkbench({ overrides: { realNow: () => realNow } });
  const scheduler = startScheduler({ cycleMs: 900_000 }, context, context.log);
  onTestFinished(() => scheduler.stop());
  scheduler.runAtStart();
  await backupsEnded();
  expect(daysOf(dataDir)).toEqual(["2026-01-10"]);
  await context.backUp();
  realNow = "2026-01-11T00:01:00.000Z";
  await context.backUp();
  expect(daysOf(dataDir)).toEqual(["2026-01-11", "2026-01-10"]);
  await drain();
  expect(context.clock.now()).toBe(kiteToday);
  expect(logged.filter((line) => line.includes("backup"))).toEqual([]);
});

test("a workbench that is stopped first ends the backup it is making", async () => {
  const { context, dataDir, stop } = await startTestWorkbench();
  const made = context.backUp();
  await stop();
  const [backup] = listBackups(join(dataDir, "backups"));
  expect(newestReadableBackup(join(dataDir, "backups"))).toEqual(backup);
  expect(backup).toBeDefined();
  await made;
});
