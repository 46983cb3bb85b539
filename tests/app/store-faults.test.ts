import { describe, expect, test } from "vitest";
import type { StoreConfig } from "#app/config/config.ts";
import { createIds } from "#app/ids.ts";
import { messageOf } from "#core/errors.ts";
import type { Store } from "#core/ports.ts";
import { addMs, type Instant } from "#core/time.ts";
import { createMemory } from "#store/memory.ts";
import { describeOnTable } from "#tests/store/dynamodb/test-table.ts";
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
const seeds = Array.from({ length: long ? 200 : 6 }, (_, at) => `seed ${at + 1}`);
/** From one to another of these shares of all requests fails. A cycle makes some thirty. */
const SHARES = { lowest: 0.02, highest: 0.12 };
/** Then the store recovers: after one failed read more the documents would turn grey, and say so. */
const DISTURBED_TRIES = 3;
const TRIES = 10;

/** Three days of a project, decided on in between, with reads that lag and requests that fail. Answers what is kept in the end. */
async function live(store: StoreConfig, seed: string | null): Promise<{ kept: Kept; failures: number }> {
  let now: Instant = kiteToday;
  let engine: Store | undefined;
  let failing: FailingStore | undefined;
  function disturbed(real: Store): Store {
    engine = real;
    if (seed === null) return real;
    const lagging = createLaggingStore(real, temporaryStore(() => now), createChance(`${seed} lag`));
    failing = createFailingStore(lagging, createChance(seed));
    return failing.store;
  }
  const workbench = await startTestWorkbench({ store, overrides: { store: disturbed, ids: { ...createIds(), uuid: () => projectId } } });
  const { api, context } = workbench;

  const share = SHARES.lowest + (SHARES.highest - SHARES.lowest) * createChance(`${seed} share`)();
  async function untilDone(what: string, isDone: () => Promise<boolean>): Promise<void> {
    for (let attempt = 0; attempt < TRIES; attempt++) {
      failing?.fail(attempt < DISTURBED_TRIES ? share : 0);
      if (await isDone()) return;
    }
    throw new Error(`${what} was not done in ${TRIES} attempts: ${workbench.logged.at(-1)}`);
  }
  /** As the page does: what failed is done again, and what turns out to be done is done. */
  async function insist(what: string, act: () => Promise<unknown>): Promise<void> {
    await untilDone(what, async () => act().then(() => true, (error: unknown) => /already (watched|decided)/.test(messageOf(error))));
    await workbench.drain();
  }
  const cyclesUntilIdle = async (): Promise<void> =>
    untilDone("a cycle", async () => context.agent.runCycle().then(({ projects }) => projects[0]?.failed === null && projects[0].idle, () => false));

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
  // Ids are drawn by chance, and the fake Jira is at another address each time; nothing else may differ.
  const text = JSON.stringify(kept).replaceAll(workbench.jira.baseUrl, "http://jira").replaceAll(/\b01[0-9A-HJKMNP-TV-Z]{24}\b/g, "an id");
  return { kept: JSON.parse(text) as Kept, failures: failing?.failures() ?? 0 };
}

function staysWhole(store: () => StoreConfig, empty: () => Promise<void>): void {
  test("With late reads and failing requests nothing is lost and nothing is there twice", async () => {
    const { kept } = await live(store(), null);
    let failures = 0;
    for (const seed of seeds) {
      await empty();
      const disturbed = await live(store(), seed);
      expect(disturbed.kept, seed).toEqual(kept);
      failures += disturbed.failures;
    }
    expect(failures).toBeGreaterThan(seeds.length * 5);
  }, 600_000);
}

test("A project is read, and known to be watched, from the moment it is added, although no index shows it yet", async () => {
  const emptyFor = temporaryStore();
  const blind = (store: Store): Store => ({ ...store, query: async (query) => (query.index === undefined ? store.query(query) : emptyFor.query(query)) });
  const { api, drain, context } = await startTestWorkbench({ overrides: { store: blind } });
  const body = { name: "Kite", sourceKey: kiteKey, timeZone: "UTC", autonomy: "maintain" } as const;
  const { id, version } = await api("addProject", { body });
  await drain();
  expect((await api("listArtefacts", { params: { id } })).artefacts).toHaveLength(4);
  await expect(api("addProject", { body })).rejects.toThrow("already watched");
  await api("changeProject", { params: { id }, body: { status: "paused", version } });
  expect((await context.agent.runCycle()).projects).toEqual([]);
});

describe("On SQLite", () => {
  staysWhole(() => ({ kind: "sqlite" }), async () => undefined);
});

describeOnTable("On DynamoDB", (table) => {
  staysWhole(() => ({ kind: "dynamodb", ...table().place }), async () => table().empty());
});
