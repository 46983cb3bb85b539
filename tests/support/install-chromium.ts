import { readFileSync } from "node:fs";
import { findBrowser, type FoundBrowser } from "./browser.ts";
import { runCommand } from "./run-command.ts";

/** Finds Chromium, or installs it where that needs nobody's leave: on Debian as root. Says what it does. */
export async function ensureBrowser(say: (line: string) => void, signal: AbortSignal): Promise<FoundBrowser> {
  const found = findBrowser();
  if ("path" in found || process.env["CHROMIUM_PATH"] || !isDebianRoot()) return found;
  for (const command of ["apt-get update", "apt-get install -y --no-install-recommends chromium"]) {
    say(`no Chromium found; running ${command}`);
    const { ok, output } = await runCommand(command, { signal, env: { DEBIAN_FRONTEND: "noninteractive" } });
    if (!ok) return { missing: `${command} failed: ${output.trim().split("\n").at(-1) ?? ""}` };
  }
  return findBrowser();
}

function isDebianRoot(): boolean {
  if (process.getuid?.() !== 0) return false;
  try {
    return /^ID=debian$/m.test(readFileSync("/etc/os-release", "utf8"));
  } catch {
    return false; // not a Linux that says what it is, so not Debian
  }
}
