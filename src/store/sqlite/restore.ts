import { accessSync, chmodSync, constants, copyFileSync, existsSync, linkSync, renameSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import type { Instant } from "#core/time.ts";
import { storeError } from "#store/errors.ts";
import { discardCopy, settleCopy } from "./copy.ts";
import { syncFolderOf } from "./durable-file.ts";
import { asStoreError } from "./faults.ts";
import { findDamageIn } from "./soundness.ts";

/** `movedTo`: where the file that was there before is now; null when there was none. */
export type Restored = { file: string; items: number; movedTo: string | null };

/**
 * Puts a copy of a backup, or of any other data file of the workbench, in the place of `file`; what was there is kept beside
 * it under another name. A crash leaves the one or the other in the place, whole. The caller holds the lock of the directory,
 * and `at` is the real time. Throws `corrupt` or `incompatible` for a backup that is no good, and `read-only`, `disk-full` or
 * `unavailable`; then `file` is as it was.
 */
export function restoreBackup({ file, from, at }: { file: string; from: string; at: Instant }): Restored {
  const prepared = `${file}.restoring`;
  requireReadable(from);
  const items = prepare(prepared, from);
  try {
    const movedTo = setAside(file, `${file}.before-restore-${at.replaceAll(":", "-")}`);
    syncFolderOf(file);
    renameSync(prepared, file);
    syncFolderOf(file);
    return { file, items, movedTo };
  } catch (error) {
    discardCopy(prepared);
    throw asStoreError(error, file);
  }
}

/** Copies the backup with its log, if it has one; the backup itself is only read. Answers how many items there are. */
function prepare(prepared: string, from: string): number {
  try {
    discardCopy(prepared);
    for (const suffix of ["", "-wal"]) {
      if (suffix === "" || existsSync(from + suffix)) copyFileSync(from + suffix, prepared + suffix);
    }
    chmodSync(prepared, 0o600);
    const copy = settleCopy(prepared);
    if ("items" in copy) return copy.items;
    const why = copy.unusable === "corrupt" ? `it is damaged or no data file (${copy.why})` : copy.why;
    throw storeError(copy.unusable, `${from} cannot be restored: ${why}. Nothing was changed; choose another backup.`, { file: from });
  } catch (error) {
    discardCopy(prepared);
    throw asStoreError(error, prepared);
  }
}

function requireReadable(from: string): void {
  try {
    accessSync(from, constants.R_OK);
  } catch (error) {
    throw asStoreError(error, from);
  }
}

/**
 * Gives the present file a second name, so that the first never stands for nothing. A log left beside it would be taken for
 * the next one's, so it is written back first, or, where the file is too damaged for that, goes along under the new name.
 */
function setAside(file: string, name: string): string | null {
  if (existsSync(`${file}-wal`) && existsSync(file)) foldLog(file);
  const isThere = existsSync(file);
  if (isThere) linkSync(file, name);
  for (const suffix of ["-wal", "-shm"]) if (existsSync(file + suffix)) renameSync(file + suffix, name + suffix);
  return isThere ? name : null;
}

function foldLog(file: string): void {
  if (findDamageIn(file) !== null) return;
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.exec("PRAGMA journal_mode = DELETE");
  } finally {
    database.close();
  }
}
