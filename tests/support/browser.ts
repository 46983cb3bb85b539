import { existsSync, globSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { chromium, type Browser } from "playwright-core";

export type FoundBrowser = { path: string } | { missing: string };

const places = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/opt/google/chrome/chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:/Program Files/Google/Chrome/Application/chrome.exe",
];

/**
 * Where Chromium is: CHROMIUM_PATH, the usual places, Playwright's own downloads. A CHROMIUM_PATH that does not exist is
 * answered as missing rather than replaced, so that a typing error shows.
 */
export function findBrowser(environment: Record<string, string | undefined> = process.env): FoundBrowser {
  const named = environment["CHROMIUM_PATH"];
  if (named) return existsSync(named) ? { path: named } : { missing: `CHROMIUM_PATH names ${named}, which does not exist` };
  const caches = [
    environment["PLAYWRIGHT_BROWSERS_PATH"],
    join(homedir(), ".cache/ms-playwright"),
    join(homedir(), "Library/Caches/ms-playwright"),
  ].filter((cache) => cache !== undefined);
  const download = "chromium-*/chrome-*/{chrome,Chromium.app/Contents/MacOS/Chromium}";
  const downloads = caches.flatMap((cwd) => globSync(download, { cwd }).map((file) => join(cwd, file)));
  const path = [...places, ...downloads].find((candidate) => existsSync(candidate));
  return path ? { path } : { missing: "no Chromium found: install one, or set CHROMIUM_PATH to its executable" };
}

const found = findBrowser();

/** For `test.skipIf(noBrowser !== null)`: why browser tests cannot run here, or null. */
export const noBrowser: string | null = "missing" in found ? found.missing : null;

/** A headless Chromium that makes no request of its own. The caller closes it. */
export function launchBrowser(): Promise<Browser> {
  if ("missing" in found) throw new Error(found.missing);
  return chromium.launch({
    executablePath: found.path,
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"],
  });
}
