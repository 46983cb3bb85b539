import { expect, test } from "vitest";
import { noBrowser } from "#tests/support/browser.ts";
import { kiteKey, kiteTomorrow } from "#tests/support/kite.ts";
import { startTestWorkbench } from "#tests/support/start-workbench.ts";
import { expectAccessibleInEveryLook, useBrowser } from "#tests/support/visitor.ts";

const visit = useBrowser();

test.skipIf(noBrowser !== null)("a question is decided by keyboard and found in the decision log", async () => {
  const workbench = await startTestWorkbench();
  await workbench.api("addProject", { body: { name: "Kite", sourceKey: kiteKey, timeZone: "UTC" } });
  await workbench.drain();
  const page = await visit();
  await page.goto(workbench.url);
  await page.getByRole("link", { name: /KITE-23/ }).first().click();
  await page.getByRole("heading", { level: 1, name: /KITE-23/ }).waitFor();
  await expectAccessibleInEveryLook(page);

  await page.getByRole("button", { name: "Decide" }).click();
  await page.getByText(/choose/i).first().waitFor();
  await page.getByRole("radio").first().focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.getByLabel("Notes").fill("Ann knows the line.");
  await page.getByRole("button", { name: "Decide" }).press("Enter");
  const link = page.getByRole("link", { name: "See it in the decision log" });
  await link.waitFor();
  await expectAccessibleInEveryLook(page);

  await link.click();
  await page.getByRole("heading", { name: "Decision log" }).waitFor();
  await page.getByText("Ann knows the line.").waitFor();
  await page.getByText(/KITE-23 .*no owner/).first().waitFor();
  await expectAccessibleInEveryLook(page);

  await page.getByRole("link", { name: "Mission Control" }).first().click();
  await page.getByRole("link", { name: /KITE-22/ }).first().waitFor();
  expect(await page.getByRole("region", { name: "Needs you" }).getByText(/KITE-23/).count()).toBe(0);
});

test.skipIf(noBrowser !== null)("the page follows what happens without being asked to", async () => {
  const workbench = await startTestWorkbench();
  const { id } = await workbench.api("addProject", { body: { name: "Kite", sourceKey: kiteKey, timeZone: "UTC" } });
  await workbench.drain();
  const page = await visit({ width: 390, dark: true });
  await page.goto(`${workbench.url}/projects/${id}/raid`);
  await page.getByText("KITE-23 is Blocker and has no owner").first().waitFor();
  workbench.moveTo(kiteTomorrow);
  await workbench.api("runCycle");
  await page.getByText("KITE-23 is now assigned to Ann Archer.").first().waitFor({ state: "attached" });
});

test.skipIf(noBrowser !== null)("a document is undone, an older version read and restored", async () => {
  const workbench = await startTestWorkbench();
  const { id } = await workbench.api("addProject", { body: { name: "Kite", sourceKey: kiteKey, timeZone: "UTC" } });
  await workbench.drain();
  workbench.moveTo(kiteTomorrow);
  await workbench.api("runCycle");
  const page = await visit();
  await page.goto(`${workbench.url}/projects/${id}/raid`);
  await page.getByRole("button", { name: "Undo" }).click();
  const asking = page.getByRole("dialog", { name: "Undo the last change?" });
  await asking.getByText("goes back to what it said at version 1").waitFor();
  await expectAccessibleInEveryLook(page);
  await asking.getByRole("button", { name: "Undo" }).click();
  await page.getByText("Version 3").first().waitFor();
  expect(await page.getByRole("button", { name: "Undo" }).isDisabled()).toBe(true);
  await page.getByRole("button", { name: "Versions" }).click();
  await expectAccessibleInEveryLook(page);
  await page.getByRole("dialog").getByRole("link", { name: /Version 2/ }).click();
  await page.getByRole("button", { name: /Restore/ }).click();
  await page.getByText("Version 4").first().waitFor();
});
