import { expect, test } from "vitest";
import { noBrowser } from "#tests/support/browser.ts";
import { startTestWorkbench } from "#tests/support/start-workbench.ts";
import { expectAccessibleInEveryLook, useBrowser } from "#tests/support/visitor.ts";

const visit = useBrowser();

test.skipIf(noBrowser !== null)("a project whose Jira is wrong is refused with what to do, nothing typed is lost, and it works once Jira does", async () => {
  const workbench = await startTestWorkbench();
  const page = await visit();
  await page.goto(workbench.url);
  await page.getByRole("link", { name: "Add a project" }).first().click();
  await page.getByRole("heading", { level: 1, name: "Add a project" }).waitFor();
  await page.getByRole("button", { name: "Add the project" }).click();
  await page.getByRole("alert").waitFor();
  await expectAccessibleInEveryLook(page);

  await page.getByLabel("Name", { exact: true }).fill("Our kite");
  await page.getByLabel("Jira project key").fill("KITE");
  workbench.jira.misbehave({ kind: "status", status: 401 });
  await page.getByRole("button", { name: "Add the project" }).click();
  await page.getByRole("alert").getByText(/JIRA_API_TOKEN/).waitFor();
  expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe("Our kite");
  expect(await page.getByLabel("Jira project key").inputValue()).toBe("KITE");
  await expectAccessibleInEveryLook(page);

  workbench.jira.misbehave(null);
  await page.getByLabel("Jira project key").fill("DRAGON");
  await page.getByRole("button", { name: "Add the project" }).click();
  await page.getByRole("alert").getByText(/DRAGON/).waitFor();

  await page.getByLabel("Jira project key").fill("KITE");
  await page.getByRole("button", { name: "Add the project" }).click();
  await page.getByRole("heading", { level: 1, name: "Our kite" }).waitFor();
  await page.getByRole("heading", { name: "How it stands" }).waitFor();
  expect((await workbench.api("listProjects")).projects.map((project) => project.name)).toEqual(["Our kite"]);
});

test.skipIf(noBrowser !== null)("an empty workbench says what to do, and a wrong address leads back", async () => {
  const workbench = await startTestWorkbench();
  const page = await visit();
  await page.goto(workbench.url);
  await page.getByRole("link", { name: /Add (a|your first) project/ }).first().waitFor();
  await expectAccessibleInEveryLook(page);
  await page.goto(`${workbench.url}/nowhere`);
  await page.getByRole("heading", { name: "There is no such page" }).waitFor();
  await expectAccessibleInEveryLook(page);
});
