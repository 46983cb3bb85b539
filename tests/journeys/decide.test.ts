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
  await page.getByText("Next:").getByRole("link", { name: /KITE-22/ }).waitFor();
  await page.keyboard.press("Tab");
  expect(await link.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
  await expectAccessibleInEveryLook(page);

  await link.click();
  await page.getByRole("heading", { name: "Decision log" }).waitFor();
  await page.getByText("Ann knows the line.").waitFor();
  await page.getByText(/KITE-23 .*no owner/).first().waitFor();
  await expectAccessibleInEveryLook(page);

  await page.getByRole("link", { name: "Mission Control" }).first().click();
  await page.getByRole("region", { name: "Projects" }).getByText("Schedule", { exact: true }).waitFor();
  await page.getByRole("link", { name: /KITE-22/ }).first().waitFor();
  expect(await page.getByRole("region", { name: "Needs you" }).getByText(/KITE-23/).count()).toBe(0);
});

test.skipIf(noBrowser !== null)("the page follows what happens without being asked to", async () => {
  const workbench = await startTestWorkbench();
  const { id } = await workbench.api("addProject", { body: { name: "Kite", sourceKey: kiteKey, timeZone: "UTC" } });
  await workbench.drain();
  const page = await visit({ width: 390, dark: true });
  await page.goto(`${workbench.url}/projects/${id}/raid`);
  const item = page.getByRole("listitem").filter({ hasText: "KITE-23 is Blocker and has no owner" });
  await item.getByRole("button", { name: "Evidence: KITE-23" }).press("Enter");
  const evidence = page.getByRole("dialog", { name: "Evidence" });
  await evidence.getByText("nobody").waitFor();
  workbench.moveTo(kiteTomorrow);
  await workbench.api("runCycle");
  await page.getByText("KITE-23 is now assigned to Ann Archer.").first().waitFor({ state: "attached" });
  // The item has moved from under the open evidence, which stays and tells the new fact.
  await evidence.getByText("Ann Archer").first().waitFor();
  await page.keyboard.press("Escape");
  await evidence.waitFor({ state: "hidden" });
  expect(await page.evaluate("document.querySelector('main').contains(document.activeElement)")).toBe(true);
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
  // Another version comes in between: the answer is refused rather than turned on that one.
  await workbench.api("restoreArtefact", { params: { id, type: "raid_log" }, body: { to: 1, version: 2 } });
  await page.getByText("Version 3, written by you").waitFor();
  await asking.getByRole("button", { name: "Undo" }).click();
  await asking.getByText(/changed in the meantime/).waitFor();
  await asking.getByRole("button", { name: "Keep it as it is" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await asking.getByText("goes back to what it said at version 2").waitFor();
  await asking.getByRole("button", { name: "Undo" }).click();
  await page.getByText("Version 4, written by you").waitFor();
  const undo = page.getByRole("button", { name: "Undo" });
  expect(await undo.isDisabled()).toBe(true);
  expect(await undo.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
  await page.getByRole("button", { name: "Versions" }).click();
  await expectAccessibleInEveryLook(page);
  await page.getByRole("dialog").getByRole("link", { name: /Version 2/ }).click();
  await page.getByRole("button", { name: /Restore/ }).waitFor();
  expect(await page.title()).toBe("RAID log, version 2, Kite · Agentic PM Workbench");
  await page.getByRole("button", { name: /Restore/ }).click();
  await undo.waitFor();
  await page.getByText("Version 5, written by you").waitFor();
  await page.goBack();
  await page.getByRole("button", { name: /Restore/ }).waitFor();
});
