import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { StoreConfig } from "#app/config/config.ts";
import { describeOnTable } from "#tests/store/dynamodb/test-table.ts";
import { kiteKey, kiteTomorrow } from "#tests/support/kite.ts";
import { startTestWorkbench, temporaryDataDir } from "#tests/support/start-workbench.ts";
import { whatIsKept } from "./what-is-kept.ts";

describeOnTable("The workbench on DynamoDB", (table) => {
  test("what was read and decided is there after a restart, and the next cycle goes on from it", async () => {
    const store: StoreConfig = { kind: "dynamodb", ...table().place };
    const dataDir = temporaryDataDir();
    const first = await startTestWorkbench({ store, dataDir });
    const { id } = await first.api("addProject", { body: { name: "Kite", sourceKey: kiteKey, timeZone: "UTC", autonomy: "maintain" } });
    await first.drain();
    const { escalations } = await first.api("listProjectEscalations", { params: { id } });
    const { id: eid = "", version = 0 } = escalations.find(({ subject }) => subject === "blocked:KITE-22") ?? {};
    await first.api("decideEscalation", { params: { id, eid }, body: { option: "accept", notes: "as planned", version } });
    const before = await whatIsKept(first.context, id, kiteKey);
    await first.stop();
    expect(existsSync(join(dataDir, "workbench.sqlite"))).toBe(false);

    const second = await startTestWorkbench({ store, dataDir, at: kiteTomorrow });
    expect(await whatIsKept(second.context, id, kiteKey)).toEqual(before);
    const { projects } = await second.context.agent.runCycle();
    expect(projects).toEqual([expect.objectContaining({ projectId: id, failed: null, idle: false })]);
    expect((await second.context.memory.escalations(id)).find((one) => one.id === eid)).toMatchObject({ status: "decided", decision: { notes: "as planned" } });
    expect((await second.api("listArtefacts", { params: { id } })).artefacts).toHaveLength(4);
  });
});
