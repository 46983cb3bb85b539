import { expect, test } from "vitest";
import { recordedIssue, recordingOf, type Recording } from "#integrations/jira/fake/recording.ts";
import { noBrowser } from "#tests/support/browser.ts";
import { kiteKey, kiteRecording } from "#tests/support/kite.ts";
import { startTestWorkbench } from "#tests/support/start-workbench.ts";
import { expectAccessible, useBrowser } from "#tests/support/visitor.ts";

const visit = useBrowser();

const summaries = ["انقطاع الخط في الريح القوية (v2.1) — 3 مرات", "Unbroken".repeat(25), "Line “snaps” on 2024-05-01 & <b>bold</b>"];

/** A project with three hundred critical items that nobody owns, in another script, without a space, or with markup in them. */
function crowdedRecording(): Recording {
  const kite = kiteRecording();
  const [highest] = kite.issues.flatMap(({ key, priority }) => (key === "KITE-23" && priority ? [priority] : []));
  const crowd = Array.from({ length: 300 }, (_, index) =>
    recordedIssue({
      id: String(50_000 + index),
      key: `KITE-${1000 + index}`,
      createdAt: "2024-05-10T09:00:00.000Z",
      updatedAt: "2024-05-10T09:00:00.000Z",
      summary: summaries[index % summaries.length] ?? "",
      priority: highest ?? null,
    }),
  );
  return { ...kite, issues: [...kite.issues, ...crowd] };
}

test.skipIf(noBrowser !== null)("three hundred items, words from the right and names of any length stay readable, on paper too", async () => {
  const workbench = await startTestWorkbench({ recording: crowdedRecording() });
  const name = `${"Extraordinarily".repeat(4)} long name of a project that procurement insisted upon, AB-1`;
  const { id } = await workbench.api("addProject", { body: { name, sourceKey: kiteKey, timeZone: "UTC" } });
  await workbench.drain();
  const page = await visit({ width: 390 });
  await page.goto(workbench.url);
  await page.getByRole("link", { name: /KITE-1000/ }).first().waitFor();
  // What comes from outside stands isolated, so that it cannot turn the words around it.
  expect(await page.getByRole("link", { name: /KITE-1000/ }).locator("bdi").first().innerText()).toBe(summaries[0]);
  await expectAccessible(page);

  await page.goto(`${workbench.url}/projects/${id}/raid`);
  const items = page.locator("li[id^=RAID-]");
  await items.first().waitFor();
  expect(await items.count()).toBe(20);
  await expectAccessible(page);
  await page.getByRole("button", { name: /^Show \d+ more open items/ }).press("Enter");
  expect(await items.nth(20).evaluate((item) => item === item.ownerDocument.activeElement)).toBe(true);
  expect(await items.count()).toBeGreaterThan(300);

  await page.reload();
  await items.first().waitFor();
  await page.emulateMedia({ media: "print" });
  await items.nth(300).waitFor();
  for (const part of [page.getByRole("navigation"), page.getByRole("button", { name: /Pause|Settings|Versions|Undo|Show/ })]) {
    for (const one of await part.all()) expect(await one.isVisible()).toBe(false);
  }
  await page.emulateMedia({ media: "screen", forcedColors: "active" });
  await page.goto(`${workbench.url}/projects/${id}/delivery`);
  await page.getByRole("heading", { name: "How it stands" }).waitFor();
  await expectAccessible(page);
});

test.skipIf(noBrowser !== null)("a project with nothing in it is unknown, and says so in every document", async () => {
  const kite = kiteRecording();
  const workbench = await startTestWorkbench({ recording: recordingOf({ ...kite, sprints: [], versions: [], issues: [] }) });
  const { id } = await workbench.api("addProject", { body: { name: "Kite", sourceKey: kiteKey, timeZone: "UTC" } });
  await workbench.drain();
  const page = await visit();
  for (const [document, words] of [["delivery", "No rule asks for an action now."], ["raid", "No open item"], ["backlog", "Nothing stands out."], ["decisions", "Nothing has been decided yet."]] as const) {
    await page.goto(`${workbench.url}/projects/${id}/${document}`);
    await page.getByText(words).first().waitFor();
    expect(await page.locator("main").innerText()).not.toMatch(/[{}]|undefined|null|NaN|\[object/);
    await expectAccessible(page);
  }
  await page.goto(`${workbench.url}/projects/${id}/delivery`);
  await page.getByText("Unknown", { exact: true }).first().waitFor();
  expect(await page.getByText("Green", { exact: true }).count()).toBe(0);
});
