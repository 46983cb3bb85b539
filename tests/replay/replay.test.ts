import { expect, test } from "vitest";
import { replayCommand } from "#app/replay/replay-command.ts";
import { replay } from "#app/replay/replay.ts";
import { hasSharedData, needsSharedData } from "#tests/support/shared-data.ts";
import { fedora, hydra, optionsOf, titanium } from "./recorded-projects.ts";
import { Witness } from "./witness.ts";

/** A replay is whole cycles through a real server; a busy machine takes its time. */
const patience = 90_000;

async function complaintsOver(args: string[]): Promise<{ complaints: string[]; failed: number; steps: number; raised: number; asked: number }> {
  const witness = new Witness();
  const complaints: string[] = [];
  let [failed, raised, asked] = [0, 0, 0];
  const { steps } = await replay(optionsOf(args), async ({ at, report }, { memory, projectId }) => {
    failed += report.projects.filter((project) => project.failed).length;
    const [facts, artefacts, escalations] = await Promise.all([memory.facts(projectId), memory.artefacts(projectId), memory.escalations(projectId)]);
    complaints.push(...witness.complaints({ today: at.slice(0, 10), facts, artefacts, escalations }));
    [raised, asked] = [artefacts.raid_log?.content.items.length ?? 0, escalations.length];
  });
  return { complaints, failed, steps, raised, asked };
}

test.skipIf(!hasSharedData)(`half a year of Titanium passes without a step failing or a document inventing anything ${needsSharedData}`, { timeout: patience }, async () => {
  const { complaints, failed, steps, raised, asked } = await complaintsOver(titanium("14d"));
  expect(complaints).toEqual([]);
  expect({ failed, steps }).toEqual({ failed: 0, steps: 16 });
  expect([raised, asked].every((number) => number > 5)).toBe(true);
});

test.skipIf(!hasSharedData).each([
  ["HYPAT", hydra("HYPAT", "2011-02-03", "2011-10-20", "7d"), 40],
  ["HYDRA", hydra("HYDRA", "2010-12-01", "2012-12-20", "28d"), 15],
  ["FCREPO", fedora("2011-06-01", "2012-12-31", "28d"), 3],
])(`the history of %s passes without a step failing or a document inventing anything ${needsSharedData}`, { timeout: patience }, async (_project, args, items) => {
  const { complaints, failed, raised } = await complaintsOver(args);
  expect(complaints).toEqual([]);
  expect(failed).toBe(0);
  expect(raised).toBeGreaterThanOrEqual(items);
});

test.skipIf(!hasSharedData)(`replaying Titanium twice gives the same bytes ${needsSharedData}`, { timeout: patience }, async () => {
  const run = async (): Promise<string> => {
    const lines: string[] = [];
    await replayCommand().run([...titanium("28d"), "--json"], { out: (line) => lines.push(line), err: () => undefined });
    return lines.join("\n");
  };
  const first = await run();
  expect(first.length).toBeGreaterThan(100_000);
  expect(await run()).toBe(first);
});
