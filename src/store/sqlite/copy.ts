import { rmSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { syncFile } from "./durable-file.ts";
import { findDamage, originOf } from "./soundness.ts";

/** What a copy turned out to be: a data file this version can use, or not and why; of a corrupt one, what SQLite says. */
export type Copy = { items: number } | { unusable: "corrupt" | "incompatible"; why: string };

/** Makes a fresh copy one file that needs no other beside it, checks it, and has it on the disk. */
export function settleCopy(copy: string): Copy {
  const settled = settle(copy);
  syncFile(copy);
  return settled;
}

function settle(copy: string): Copy {
  const database = new DatabaseSync(copy);
  try {
    const found = findDamage(database);
    if (found !== null) return { unusable: "corrupt", why: found };
    const whose = originOf(database);
    if (whose === "newer") return { unusable: "incompatible", why: "it was written by a newer version of the workbench" };
    if (whose !== "ours") return { unusable: "incompatible", why: "it was not made by the workbench" };
    database.exec("PRAGMA journal_mode = DELETE");
    return { items: Number(database.prepare("SELECT count(*) AS items FROM items").get()?.["items"]) };
  } finally {
    database.close();
  }
}

/** Removes a copy that came to nothing, and what SQLite may have kept beside it. */
export function discardCopy(copy: string): void {
  for (const suffix of ["", "-wal", "-shm", "-journal"]) rmSync(copy + suffix, { force: true });
}
