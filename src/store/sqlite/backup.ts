import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { backup } from "node:sqlite";
import { dayIn, type Instant } from "#core/time.ts";
import { type Backup, backupFileOf, backupFolderOf, listBackups } from "./backups.ts";
import { openSnapshot } from "./connection.ts";
import { discardCopy, settleCopy } from "./copy.ts";
import { syncFolderOf } from "./durable-file.ts";
import { asStoreError, corruptFile } from "./faults.ts";
import { isAnotherAlive } from "./other-process.ts";

const KEPT = 7;
/** Copied at a time, on a thread of its own: the process goes on answering. */
const PAGES = 500;

/** With the id of the process that makes it. */
const unfinished = /^workbench-\d{4}-\d{2}-\d{2}\.sqlite\.(\d+)\.partial(?:-wal|-shm|-journal)?$/;

/** Ends with the last backup asked for: in one process they are made one after the other. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Copies a data file, as it is at one moment, into the folder `backups` beside it, over an earlier copy of the same UTC day,
 * and removes all but the newest seven. The file may be in use meanwhile. A copy gets its name once it is checked and on the
 * disk; until then the others stay as they are. Throws `disk-full`, `read-only`, `corrupt`, `incompatible` or `unavailable`.
 */
export function backUp(input: { file: string; at: Instant }): Promise<Backup & { items: number }> {
  const made = last.then(async () => makeBackup(input));
  last = made.catch(() => undefined); // whoever asked for it is told
  return made;
}

/** The same, unless there is one of that day already. */
export async function backUpOncePerDay(input: { file: string; at: Instant }): Promise<void> {
  const target = backupFileOf(backupFolderOf(input.file), dayIn(input.at, "UTC"));
  if (!existsSync(target)) await backUp(input);
}

/** Resolves once this process makes no backup. */
export async function backupsEnded(): Promise<void> {
  await last;
}

async function makeBackup({ file, at }: { file: string; at: Instant }): Promise<Backup & { items: number }> {
  const folder = backupFolderOf(file);
  const day = dayIn(at, "UTC");
  const target = backupFileOf(folder, day);
  const partial = `${target}.${process.pid}.partial`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    removeUnfinished(folder);
    const items = await copyTo(partial, file);
    renameSync(partial, target);
    syncFolderOf(target);
    removeOld(folder, target);
    return { file: target, day, bytes: statSync(target).size, items };
  } catch (error) {
    throw asStoreError(error, target);
  }
}

/** Answers how many items there are; leaves nothing behind when it fails. */
async function copyTo(partial: string, file: string): Promise<number> {
  const snapshot = openSnapshot(file);
  try {
    // Made before SQLite would, which lets everybody read what it makes.
    writeFileSync(partial, "", { mode: 0o600 });
    await backup(snapshot, partial, { rate: PAGES });
    const copy = settleCopy(partial);
    if ("unusable" in copy) throw corruptFile(file, copy.why);
    return copy.items;
  } catch (error) {
    discardCopy(partial);
    throw error;
  } finally {
    snapshot.close();
  }
}

/** What a crash left half written; not what another process is writing at this moment. */
function removeUnfinished(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = unfinished.exec(name)?.[1];
    if (pid !== undefined && !isAnotherAlive(Number(pid))) rmSync(join(folder, name), { force: true });
  }
}

/** Never the one just made, even when a wrong clock dated the others later. */
function removeOld(folder: string, made: string): void {
  for (const { file } of listBackups(folder).slice(KEPT)) if (file !== made) rmSync(file);
}
