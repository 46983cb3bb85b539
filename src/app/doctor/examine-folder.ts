import { accessSync, constants, existsSync, statfsSync } from "node:fs";
import { dirname } from "node:path";
import { messageOf } from "#core/errors.ts";
import type { Check } from "./check.ts";

const enoughMegabytes = 200;

/** Why a data directory, or the first of these files in it, cannot be used; null when it can, or could be made. */
export function whyUnwritable(dataDir: string, file: string): string | null {
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

export function examineSpace(dataDir: string): Check {
  const { bavail, bsize } = statfsSync(nearestFolder(dataDir));
  const megabytes = Math.floor((bavail * bsize) / 1024 / 1024);
  return megabytes >= enoughMegabytes
    ? { name: "disk", state: "ok", found: `${megabytes} MB free` }
    : { name: "disk", state: "warning", found: `only ${megabytes} MB free where the data is kept; free some, because a full disk stops every cycle` };
}

function nearestFolder(path: string): string {
  return existsSync(path) ? path : nearestFolder(dirname(path));
}
