import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Event } from "#core/entities/event.ts";
import { addMs } from "#core/time.ts";
import { noBrowser } from "#tests/support/browser.ts";
import { kiteKey } from "#tests/support/kite.ts";
import { growTo } from "#tests/support/many-projects.ts";
import { startTestWorkbench, type TestWorkbench } from "#tests/support/start-workbench.ts";
import { expectAccessible, expectAccessibleInEveryLook, useBrowser } from "#tests/support/visitor.ts";

const visit = useBrowser();

async function withKite(): Promise<{ workbench: TestWorkbench; id: string }> {
  const workbench = await startTestWorkbench();
  const { id } = await workbench.api("addProject", { body: { name: "Kite", sourceKey: kiteKey, timeZone: "UTC" } });
  await workbench.drain();
  return { workbench, id };
}

/** Remembers what a page asks the API for, in order. */
function overhear(page: Page): string[] {
  const asked: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith("/api/")) asked.push(pathname);
  });
  return asked;
}

async function untilComplete(page: Page): Promise<void> {
  for (const name of ["Needs you", "Projects", "What changed", "Activity"]) {
    await page.getByRole("region", { name }).getByRole("listitem").first().waitFor();
  }
  await page.getByText("Last ran").waitFor();
}

test.skipIf(noBrowser !== null)("Mission Control with 1, 10 and 50 projects is one request of the page, and six of the store", async () => {
  const { workbench, id } = await withKite();
  const { store } = workbench.context;
  for (const count of [1, 10, 50]) {
    await growTo(count, id, workbench.context);
    const page = await visit();
    const asked = overhear(page);
    const before = store.usage().requests;
    await page.goto(workbench.url);
    await untilComplete(page);
    expect(await page.getByRole("region", { name: "Projects" }).getByRole("heading", { level: 3 }).count()).toBe(count);
    expect(asked.toSorted()).toEqual(["/api/mission-control", "/api/stream"]);
    expect(store.usage().requests - before).toBe(6);
    if (count === 50) await expectAccessible(page);
    // It would read what the next projects change.
    await page.close();
  }
});

test.skipIf(noBrowser !== null)("what changes while the page is open comes as one request, and where that fails each part comes by itself", async () => {
  const { workbench, id } = await withKite();
  const page = await visit();
  const asked = overhear(page);
  await page.goto(workbench.url);
  await untilComplete(page);
  asked.length = 0;
  await workbench.api("changeProject", { params: { id }, body: { name: "Kite of ours", version: 1 } });
  await page.getByRole("region", { name: "Activity" }).getByText(/renamed from Kite/).waitFor();
  await page.getByRole("region", { name: "Projects" }).getByText("Kite of ours").waitFor();
  expect(asked).toEqual(["/api/mission-control"]);

  await page.route("**/api/mission-control", async (route) => route.abort());
  asked.length = 0;
  await page.reload();
  await untilComplete(page);
  expect(asked).toEqual(expect.arrayContaining(["/api/agent", "/api/projects", "/api/escalations", "/api/events"]));
});

test.skipIf(noBrowser !== null)("a page opened after quiet days says so and leads to what happened before", async () => {
  const { workbench } = await withKite();
  workbench.moveTo("2024-05-20T09:00:00.000Z");
  const page = await visit();
  await page.goto(workbench.url);
  await page.getByText("Nothing has happened since yesterday.").waitFor();
  await page.getByText("No document has changed in the last 24 hours.").waitFor();
  await expectAccessibleInEveryLook(page);
  await page.getByRole("button", { name: "Load older" }).press("Enter");
  await page.getByRole("region", { name: "Activity" }).getByRole("listitem").first().waitFor();
});

test.skipIf(noBrowser !== null)("a day with more events than come with the page says from when on it tells what changed", async () => {
  const { workbench, id } = await withKite();
  const { memory, ids, clock } = workbench.context;
  const at = clock.now();
  for (let number = 0; number < 220; number++) {
    const event: Event = { id: ids.ulid(at), projectId: id, at, type: "signal.received", severity: "info", actor: "source", title: `News ${number}`, detail: null, evidence: [] };
    await memory.saveTogether([{ kind: "event", event }]);
  }
  workbench.moveTo(addMs(at, 3_600_000));
  const page = await visit();
  await page.goto(workbench.url);
  const changes = page.getByRole("region", { name: "What changed" });
  await changes.getByText("since 15 May 2024, 09:00").waitFor();
  await changes.getByText("No document has changed since then.").waitFor();
  const feed = page.getByRole("region", { name: "Activity" });
  // Past what came with the page, the rest is read: then all of the day is known, and what changed with it.
  for (let pressed = 0; pressed < 14; pressed++) await feed.getByRole("button", { name: "Load older" }).press("Enter");
  await changes.getByText("RAID log").first().waitFor();
});
