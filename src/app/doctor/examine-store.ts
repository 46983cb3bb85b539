import { accessSync, constants, copyFileSync, existsSync, mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { messageOf } from "#core/errors.ts";
import { count } from "#core/text.ts";
import type { Instant } from "#core/time.ts";
import { realNow } from "#app/clock.ts";
import { listProjects } from "#store/entities/project.ts";
import { createMemory } from "#store/memory.ts";
import { openSqliteStore } from "#store/sqlite/sqlite-store.ts";
import type { Check } from "./check.ts";

/** What a store at rest says; the source keys of its active projects, and when it was last written to. */
export type Found = { checks: Check[]; sourceKeys: string[]; heartbeatAt: Instant | null };

const enoughMegabytes = 200;

/** Looks at a data directory that no workbench uses, and leaves it exactly as it is. */
export async function examineStore(dataDir: string): Promise<Found> {
  const file = join(dataDir, "workbench.sqlite");
  const unwritable = whyUnwritable(dataDir, file);
  if (unwritable !== null) return { checks: [{ name: "store", state: "failed", found: unwritable }], sourceKeys: [], heartbeatAt: null };
  const space = examineSpace(dataDir);
  if (!existsSync(file)) {
    const found = `nothing is kept in ${dataDir} yet; the first start begins with an empty store`;
    return { checks: [{ name: "store", state: "ok", found }, space], sourceKeys: [], heartbeatAt: null };
  }
  try {
    const { sourceKeys, heartbeatAt } = await readCopy(file);
    const found = `${file} is readable and whole: ${count(sourceKeys.length, "active project")}, last heartbeat ${heartbeatAt ?? "never"}`;
    return { checks: [{ name: "store", state: "ok", found }, space], sourceKeys, heartbeatAt };
  } catch (error) {
    return { checks: [{ name: "store", state: "failed", found: messageOf(error) }, space], sourceKeys: [], heartbeatAt: null };
  }
}

/** Even a reader leaves files beside a SQLite database, so it is a copy that is opened. */
async function readCopy(file: string): Promise<{ sourceKeys: string[]; heartbeatAt: Instant | null }> {
  const folder = mkdtempSync(join(tmpdir(), "workbench-doctor-"));
  const copy = join(folder, "workbench.sqlite");
  try {
    for (const part of ["", "-wal"]) if (existsSync(file + part)) copyFileSync(file + part, copy + part, constants.COPYFILE_FICLONE);
    const store = openSqliteStore({ file: copy, now: realNow });
    try {
      const projects = await listProjects(store, { status: "active" });
      const heartbeat = await createMemory(store).heartbeat();
      return { sourceKeys: projects.map((project) => project.sourceKey), heartbeatAt: heartbeat?.at ?? null };
    } finally {
      store.close();
    }
  } catch (error) {
    throw new Error(messageOf(error).replaceAll(copy, file), { cause: error });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function whyUnwritable(dataDir: string, file: string): string | null {
  const existing = [file, dataDir].filter((path) => existsSync(path));
  for (const path of existing.length > 0 ? existing : [nearestFolder(dataDir)]) {
    try {
      accessSync(path, constants.R_OK | constants.W_OK);
    } catch (error) {
      return `${path} cannot be read and written by this user (${messageOf(error)}). Give this user the right to, or name another folder with WORKBENCH_DATA_DIR.`;
    }
  }
  return null;
}

function examineSpace(dataDir: string): Check {
  const { bavail, bsize } = statfsSync(nearestFolder(dataDir));
  const megabytes = Math.floor((bavail * bsize) / 1024 / 1024);
  return megabytes >= enoughMegabytes
    ? { name: "disk", state: "ok", found: `${megabytes} MB free` }
    : { name: "disk", state: "warning", found: `only ${megabytes} MB free where the data is kept; free some, because a full disk stops every cycle` };
}

function nearestFolder(path: string): string {
  return existsSync(path) ? path : nearestFolder(dirname(path));
}
