import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Day } from "#core/time.ts";
import { findDamage, originOf } from "./soundness.ts";

/** One of the daily copies. `day` is the UTC day it was made on. */
export type Backup = { file: string; day: Day; bytes: number };

const ofOurs = /^workbench-(\d{4}-\d{2}-\d{2})\.sqlite$/;

/** The folder in which the backups of a data file are kept. */
export function backupFolderOf(dataFile: string): string {
  return join(dirname(dataFile), "backups");
}

export function backupFileOf(folder: string, day: Day): string {
  return join(folder, `workbench-${day}.sqlite`);
}

/** The backups in a folder, newest first; none where there is no such folder. Files of other names are nobody's business. */
export function listBackups(folder: string): Backup[] {
  if (!existsSync(folder)) return [];
  const backups = readdirSync(folder).flatMap((name): Backup[] => {
    const day = ofOurs.exec(name)?.[1];
    if (day === undefined) return [];
    const file = join(folder, name);
    return [{ file, day, bytes: statSync(file).size }];
  });
  return backups.toSorted((one, other) => (one.day < other.day ? 1 : -1));
}

/** The newest backup that is whole and that this version can use; null when there is none. */
export function newestReadableBackup(folder: string): Backup | null {
  return listBackups(folder).find(({ file }) => isReadable(file)) ?? null;
}

function isReadable(file: string): boolean {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { readOnly: true });
    return findDamage(database) === null && originOf(database) === "ours";
  } catch {
    return false; // whatever the reason, this is not the one to advise
  } finally {
    database?.close();
  }
}
