import { expect, onTestFinished, test } from "vitest";
import { startWorkbench } from "#app/start-workbench.ts";
import { noBrowser } from "#tests/support/browser.ts";
import { temporaryDataDir } from "#tests/support/start-workbench.ts";
import { expectAccessibleInEveryLook, useBrowser } from "#tests/support/visitor.ts";

const visit = useBrowser();

/** As `npm start` does with nothing configured, on a free port. */
async function startDemo(): Promise<string> {
  const config = { host: "127.0.0.1", port: 0, dataDir: temporaryDataDir(), timeZone: "UTC", cycleMs: 900_000, store: { kind: "sqlite" }, jira: null } as const;
  const workbench = await startWorkbench({ config, log: () => undefined });
  onTestFinished(workbench.stop);
  return workbench.url;
}

test.skipIf(noBrowser !== null)("a first start shows the demo: what needs the user, why, on what evidence, and a feed that moves", async () => {
  const url = await startDemo();
  const page = await visit();
  await page.goto(url);
  await page.getByText("Demo data.").waitFor();
  await page.getByRole("heading", { name: "Needs you" }).waitFor();
  const question = page.getByRole("link", { name: /has had no owner/ }).first();
  await question.waitFor();
  await page.getByText("If you say nothing").first().waitFor();
  await expectAccessibleInEveryLook(page);

  const feed = page.getByRole("region", { name: "Activity" });
  const newest = feed.getByRole("listitem").first().locator("p").first();
  await newest.filter({ hasNotText: (await newest.textContent()) ?? "" }).waitFor();

  await page.getByRole("link", { name: "Titanium SDK" }).first().click();
  await page.getByRole("heading", { name: "Delivery state" }).waitFor();
  for (const dimension of ["Schedule", "Scope", "Flow", "Risk"]) await page.getByText(dimension, { exact: true }).first().waitFor();
  await expectAccessibleInEveryLook(page);

  const evidence = page.getByRole("button", { name: /Evidence: TIMOB-\d+/ }).first();
  const key = (await evidence.textContent())?.match(/TIMOB-\d+/)?.[0] ?? "";
  await evidence.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByText(key).first().waitFor();
  await dialog.getByText("Status", { exact: true }).first().waitFor();
  await expectAccessibleInEveryLook(page);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  expect(await evidence.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);

  for (const [tab, heading] of [["RAID log", "RAID log"], ["Backlog summary", "Backlog summary"], ["Decision log", "Decision log"]] as const) {
    await page.getByRole("navigation", { name: "Documents" }).getByRole("link", { name: tab }).click();
    await page.getByRole("heading", { name: heading, level: 2 }).waitFor();
    expect(await page.locator("main").innerText()).not.toMatch(/[{}]|undefined|null|NaN|\[object/);
    await expectAccessibleInEveryLook(page);
  }
});
