import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A real file system of a few megabytes can be had by root on Linux only, and not in every container. */
export const canMount = process.platform === "linux" && process.getuid?.() === 0 && tryToMount();
export const needsMount = "(needs root on Linux, to mount a small disk)";

export type SmallDisk = { directory: string; makeReadOnly: () => void };

/** An empty disk of so many megabytes, gone when the test is over. Stop what works on it in the test itself. */
export function smallDisk(megabytes: number): SmallDisk {
  const directory = mkdtempSync(join(tmpdir(), "workbench-disk-"));
  mount(directory, `size=${megabytes}m`);
  onTestFinished(() => unmount(directory));
  return { directory, makeReadOnly: () => mount(directory, "remount,ro") };
}

function mount(directory: string, options: string): void {
  execFileSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", directory], { stdio: "pipe" });
}

function unmount(directory: string): void {
  execFileSync("umount", [directory], { stdio: "pipe" });
  rmSync(directory, { recursive: true });
}

function tryToMount(): boolean {
  const directory = mkdtempSync(join(tmpdir(), "workbench-disk-"));
  try {
    mount(directory, "size=1m");
    unmount(directory);
    return true;
  } catch {
    rmSync(directory, { recursive: true });
    return false; // not allowed here: the tests that need it say so
  }
}
