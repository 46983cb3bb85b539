import { expect, test } from "vitest";
import { noBrowser } from "#tests/support/browser.ts";
import { kiteKey } from "#tests/support/kite.ts";
import { startTestWorkbench } from "#tests/support/start-workbench.ts";
import { expectAccessibleInEveryLook, useBrowser } from "#tests/support/visitor.ts";

const visit = useBrowser();

test.skipIf(noBrowser !== null)("a project is renamed and lowered by keyboard, put away, found again and taken up", async () => {
  const workbench = await startTestWorkbench();
  const { id } = await workbench.api("addProject", { body: { name: "Kite", sourceKey: kiteKey, timeZone: "UTC" } });
  await workbench.drain();
  const page = await visit();
  await page.goto(`${workbench.url}/projects/${id}`);
  await page.getByRole("link", { name: "Settings" }).press("Enter");
  await page.getByRole("heading", { name: "Settings", level: 2 }).waitFor();
  expect(await page.title()).toBe("Settings, Kite · Agentic PM Workbench");

  await page.getByLabel("Name", { exact: true }).fill("Kite of ours");
  await page.getByRole("radio", { name: /Maintain/ }).press("ArrowUp");
  await page.getByText("This lowers the level from maintain to observe.").waitFor();
  await expectAccessibleInEveryLook(page);
  // Meanwhile it is changed elsewhere: that shows, and takes away nothing that was typed, nor the focus.
  await workbench.api("changeProject", { params: { id }, body: { timeZone: "Europe/Berlin", version: 1 } });
  await page.getByText("days in Europe/Berlin").waitFor();
  expect(await page.getByLabel("Time zone").inputValue()).toBe("Europe/Berlin");
  expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe("Kite of ours");
  expect(await page.getByRole("radio", { name: /Observe/ }).evaluate((radio) => radio === radio.ownerDocument.activeElement)).toBe(true);
  await page.getByLabel("Time zone").fill("Mars/Base");
  await page.getByLabel("Time zone").press("Enter");
  await page.getByRole("alert").getByRole("link", { name: "Time zone" }).waitFor();
  await expectAccessibleInEveryLook(page);
  await page.getByLabel("Time zone").fill("Europe/Berlin");
  await page.getByRole("button", { name: "Save" }).press("Enter");
  await page.getByRole("heading", { level: 1, name: "Kite of ours" }).waitFor();
  expect(await workbench.api("getProject", { params: { id } })).toMatchObject({ name: "Kite of ours", autonomy: "observe", timeZone: "Europe/Berlin" });

  await page.getByRole("button", { name: "Archive the project" }).press("Enter");
  const asking = page.getByRole("dialog", { name: "Archive this project?" });
  await asking.getByText(/its 2 open questions/).waitFor();
  await expectAccessibleInEveryLook(page);
  await asking.getByRole("button", { name: "Archive" }).press("Enter");
  await page.getByRole("heading", { name: "Begin with a project" }).waitFor();
  expect((await workbench.api("listEscalations")).escalations).toEqual([]);
  await expectAccessibleInEveryLook(page);

  await page.getByRole("link", { name: "Add your first project" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Kite again");
  await page.getByLabel("Jira project key").fill(kiteKey);
  await page.getByRole("button", { name: "Add the project" }).click();
  await page.getByRole("alert").getByText(/archived, as the project Kite of ours/).waitFor();
  await page.getByRole("link", { name: "1 archived project" }).click();
  await page.getByRole("heading", { name: "Archived projects" }).waitFor();
  await expectAccessibleInEveryLook(page);
  await page.getByRole("button", { name: "Resume Kite of ours" }).press("Enter");
  await page.getByRole("heading", { level: 1, name: "Kite of ours" }).waitFor();
  await page.getByRole("heading", { name: "How it stands" }).waitFor();
  await page.goBack();
  await page.getByText("No project is archived.").waitFor();
  expect((await workbench.api("listEscalations")).escalations).toHaveLength(2);
});

test.skipIf(noBrowser !== null)("a page that missed a change is refused with the newest state, and saves on the second try", async () => {
  const workbench = await startTestWorkbench();
  const { id } = await workbench.api("addProject", { body: { name: "Kite", sourceKey: kiteKey, timeZone: "UTC" } });
  await workbench.drain();
  const page = await visit();
  await page.route("**/api/stream", async (route) => route.abort());
  await page.goto(`${workbench.url}/projects/${id}/settings`);
  await page.getByLabel("Name", { exact: true }).fill("Kite of ours");
  await workbench.api("changeProject", { params: { id }, body: { status: "paused", version: 1 } });
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("alert").getByText(/changed in the meantime/).waitFor();
  await page.getByText("Paused: Jira is not read").waitFor();
  expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe("Kite of ours");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved.", { exact: true }).first().waitFor();
  expect(await workbench.api("getProject", { params: { id } })).toMatchObject({ name: "Kite of ours", status: "paused" });

  await page.goto(`${workbench.url}/projects/11111111-1111-4111-8111-111111111111/raid`);
  await page.getByRole("heading", { name: "There is no such page" }).waitFor();
  expect(await page.title()).toBe("No such page · Agentic PM Workbench");
});
