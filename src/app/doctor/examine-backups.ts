import { existsSync } from "node:fs";
import { realNow } from "#app/clock.ts";
import type { Config } from "#app/config/config.ts";
import { dataFile } from "#app/open-engine.ts";
import { messageOf } from "#core/errors.ts";
import { count } from "#core/text.ts";
import { dayIn, daysBetween } from "#core/time.ts";
import { backupFolderOf, listBackups } from "#store/sqlite/backups.ts";
import type { Check } from "./check.ts";

const toleratedDays = 2;
const remedy = "A workbench that runs makes one a day; npm run workbench -- backup makes one now.";

/** How old the newest backup of a SQLite store is, or that one can be put back; nothing where nothing was ever kept, or is kept at AWS. */
export function examineBackups({ dataDir, store }: Config): Check[] {
  const file = dataFile(dataDir);
  if (store.kind !== "sqlite") return [];
  try {
    const folder = backupFolderOf(file);
    if (existsSync(file)) return [{ name: "backup", ...ageOf(folder) }];
    const [newest] = listBackups(folder);
    if (newest === undefined) return [];
    const found = `${file} is gone, but there are backups, the newest of ${newest.day}. Put it back before the next start: npm run workbench -- restore "${newest.file}"`;
    return [{ name: "backup", state: "warning", found }];
  } catch (error) {
    return [{ name: "backup", state: "failed", found: messageOf(error) }];
  }
}

function ageOf(folder: string): Pick<Check, "state" | "found"> {
  const [newest] = listBackups(folder);
  if (newest === undefined) return { state: "warning", found: `there is none in ${folder}. ${remedy}` };
  const days = daysBetween(newest.day, dayIn(realNow(), "UTC"));
  return days > toleratedDays
    ? { state: "warning", found: `the newest, ${newest.file}, is ${count(days, "day")} old. ${remedy}` }
    : { state: "ok", found: `the newest is ${newest.file}, of ${newest.day}` };
}
