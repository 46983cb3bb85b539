import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished } from "vitest";
import { launchBrowser } from "./browser.ts";

export type Look = { width?: number; dark?: boolean };

/** One browser for a file's tests; each visit is a fresh context whose console must stay free of errors. */
export function useBrowser(): (look?: Look) => Promise<Page> {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => browser?.close());
  return async ({ width = 1280, dark = false } = {}) => {
    if (!browser) throw new Error("the browser has not been started");
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: dark ? "dark" : "light", reducedMotion: "reduce" });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
      // Refused requests are part of some journeys and are shown on the page.
      if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) complaints.push(message.text());
    });
    onTestFinished(async () => {
      await context.close();
      expect(complaints).toEqual([]);
    });
    return page;
  };
}

/** No axe violation, and nothing to scroll sideways. */
export async function expectAccessible(page: Page): Promise<void> {
  // In the page itself: without frames there is nothing a second page, opened for each check, would add.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join("; ")}`)).toEqual([]);
  const overflow = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
  expect(overflow, `${page.url()} scrolls sideways`).toBe(0);
}

/** The same page in both themes and both widths, a pair at a time: colours do not depend on the width. */
export async function expectAccessibleInEveryLook(page: Page): Promise<void> {
  for (const [width, colorScheme] of [[390, "dark"], [1280, "light"]] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
}
