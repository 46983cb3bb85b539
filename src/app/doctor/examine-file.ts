import { constants, copyFileSync, existsSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { realNow } from "#app/clock.ts";
import { dataFile } from "#app/open-engine.ts";
import { messageOf } from "#core/errors.ts";
import { backupFolderOf } from "#store/sqlite/backups.ts";
import { openSqliteStore } from "#store/sqlite/sqlite-store.ts";
import { examineContent, foundOnly, type Found } from "./examine-content.ts";
import { examineSpace, whyUnwritable } from "./examine-folder.ts";

/** Looks at the SQLite file of a data directory that no workbench uses, and leaves it exactly as it is. */
export async function examineFile(dataDir: string): Promise<Found> {
  const file = dataFile(dataDir);
  const unwritable = whyUnwritable(dataDir, file);
  if (unwritable !== null) return foundOnly("failed", unwritable);
  const found = existsSync(file) ? await readCopy(dataDir) : foundOnly("ok", `nothing is kept in ${dataDir} yet; the first start begins with an empty store`);
  return { ...found, checks: [...found.checks, examineSpace(dataDir)] };
}

/** Even a reader leaves files beside a SQLite database, so it is a copy that is opened. */
async function readCopy(dataDir: string): Promise<Found> {
  const folder = mkdtempSync(join(tmpdir(), "workbench-doctor-"));
  const [file, copy] = [dataFile(dataDir), dataFile(folder)];
  try {
    for (const part of ["", "-wal"]) if (existsSync(file + part)) copyFileSync(file + part, copy + part, constants.COPYFILE_FICLONE);
    // What is said of a damaged file names the newest whole backup beside it.
    symlinkSync(backupFolderOf(file), backupFolderOf(copy), "junction");
    const store = openSqliteStore({ file: copy, now: realNow });
    try {
      return await examineContent(store, file);
    } finally {
      store.close();
    }
  } catch (error) {
    return foundOnly("failed", messageOf(error).replaceAll(folder, dataDir));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
