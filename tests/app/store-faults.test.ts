import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { StoreConfig } from "#app/config/config.ts";
import { createIds } from "#app/ids.ts";
import { hasCode } from "#core/errors.ts";
import type { Store } from "#core/ports.ts";
import { addMs, type Instant } from "#core/time.ts";
import { createMemory } from "#store/memory.ts";
import { createTestTable, hasDynamo, needsDynamo, type TestTable } from "#tests/store/dynamodb/test-table.ts";
import { createFailingStore, type FailingStore } from "#tests/store/faulty/failing-store.ts";
import { createLaggingStore } from "#tests/store/faulty/lagging-store.ts";
import { temporaryStore } from "#tests/store/temporary.ts";
import { createChance } from "#tests/support/chance.ts";
import { kiteKey, kiteToday, kiteTomorrow } from "#tests/support/kite.ts";
import { long } from "#tests/support/long.ts";
import { startTestWorkbench } from "#tests/support/start-workbench.ts";
import { whatIsKept, type Kept } from "./what-is-kept.ts";

const projectId = "00000000-0000-4000-8000-00000000000a";
const asked = "blocked:KITE-22";
const seeds = Array.from({ length: long ? 200 : 12 }, (_, at) => `seed ${at + 1}`);
const SHARE_FAILING = 0.12;
/** Far more tries than any of these seeds needs. */
const TRIES = 200;

type Disturbance = { seed: string; share: number };

/** Three days of a project, decided on in between, with reads that lag and requests that fail. Answers what is kept in the end. */
async function live(store: StoreConfig, disturbance: Disturbance | null): Promise<{ kept: Kept; failures: number }> {
  let now: Instant = kiteToday;
  let engine: Store | undefined;
  let failing: FailingStore | undefined;
  function disturbed(real: Store): Store {
    engine = real;
    if (disturbance === null) return real;
    const lagging = createLaggingStore(real, temporaryStore(() => now), createChance(`${disturbance.seed} lag`));
    failing = createFailingStore(lagging, createChance(disturbance.seed));
    return failing.store;
  }
  const workbench = await startTestWorkbench({ store, overrides: { store: disturbed, ids: { ...createIds(), uuid: () => projectId } } });
  const { api, context } = workbench;

  async function untilDone(what: string, isDone: () => Promise<boolean>): Promise<void> {
    for (let attempt = 0; attempt < TRIES; attempt++) if (await isDone()) return;
    throw new Error(`${what} was not done in ${TRIES} attempts: ${workbench.logged.at(-1)}`);
  }
  /** As the page does: what failed is done again, and what turns out to be done is done. */
  async function insist(what: string, act: () => Promise<unknown>): Promise<void> {
    await untilDone(what, async () => act().then(() => true, (error: unknown) => hasCode(error, "already-added") || hasCode(error, "already-decided")));
    await workbench.drain();
  }
  const cyclesUntilIdle = async (): Promise<void> =>
    untilDone("a cycle", async () => context.agent.runCycle().then(({ projects }) => projects[0]?.failed === null && projects[0].idle, () => false));

  failing?.fail(disturbance?.share ?? 0);
  await insist("adding the project", async () => api("addProject", { body: { name: "Kite", sourceKey: kiteKey, timeZone: "UTC", autonomy: "maintain" } }));
  await cyclesUntilIdle();
  await insist("deciding", async () => {
    const { escalations } = await api("listProjectEscalations", { params: { id: projectId } });
    const { id: eid = "", version = 0 } = escalations.find(({ subject }) => subject === asked) ?? {};
    return api("decideEscalation", { params: { id: projectId, eid }, body: { option: "accept", notes: "as planned", version } });
  });
  for (const at of [kiteTomorrow, addMs(kiteTomorrow, 86_400_000)]) {
    now = at;
    workbench.moveTo(at);
    await cyclesUntilIdle();
  }
  failing?.fail(0);
  if (engine === undefined) throw new Error("The workbench opened no store.");
  const kept = await whatIsKept({ ...context, store: engine, memory: createMemory(engine) }, projectId, kiteKey);
  await workbench.stop();
  return { kept: JSON.parse(JSON.stringify(kept).replaceAll(workbench.jira.baseUrl, "http://jira")) as Kept, failures: failing?.failures() ?? 0 };
}

function staysWhole(store: () => StoreConfig): void {
  test("With late reads and failing requests nothing is lost and nothing is there twice", async () => {
    const { kept } = await live(store(), null);
    let failures = 0;
    for (const seed of seeds) {
      const disturbed = await live(store(), { seed, share: SHARE_FAILING });
      expect(disturbed.kept, seed).toEqual(kept);
      failures += disturbed.failures;
    }
    expect(failures).toBeGreaterThan(seeds.length * 5);
  }, 600_000);
}

describe("On SQLite", () => {
  staysWhole(() => ({ kind: "sqlite" }));
});
