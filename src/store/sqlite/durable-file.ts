import { closeSync, fsyncSync, openSync } from "node:fs";
import { dirname } from "node:path";

/** Has the content of a file on the disk, come a power cut. */
export function syncFile(file: string): void {
  syncAt(file, "r+");
}

/** Has the names in a file's folder on the disk: what was linked or renamed there stays so. */
export function syncFolderOf(file: string): void {
  // Windows lets nobody open a folder, and keeps names in its journal by itself.
  if (process.platform !== "win32") syncAt(dirname(file), "r");
}

function syncAt(path: string, flags: string): void {
  const descriptor = openSync(path, flags);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
