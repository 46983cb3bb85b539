import { UpdateTimeToLiveCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Item } from "#core/ports.ts";
import { createClient } from "#store/dynamodb/client.ts";
import type { Engine } from "#store/engine.ts";
import { pages } from "#tests/store/contract/stores.ts";
import { type FaultyWire, startFaultyWire } from "#tests/store/faulty/wire.ts";
import type { WireFault } from "#tests/store/faulty/wire-fault.ts";
import { NOON } from "#tests/store/temporary.ts";
import { canBeDisturbed, createTestTable, needsDisturbable, type TestTable } from "./test-table.ts";

const key = { PK: "A", SK: "1" };
const items = Array.from({ length: 60 }, (_, n): Item => ({ PK: "A", SK: String(n).padStart(2, "0"), tenth: n % 10 === 0 }));
const largestLimit = 2 ** 31 - 1;

const requests: [name: string, ask: (store: Engine) => Promise<unknown>][] = [
  ["get", (store) => store.get(key)],
  ["query", (store) => store.query({ partition: "A" })],
  ["put", (store) => store.write([{ kind: "put", item: key }])],
  ["delete", (store) => store.write([{ kind: "delete", key }])],
  ["write together", (store) => store.write([{ kind: "put", item: key }, { kind: "put", item: { ...key, SK: "2" } }])],
  ["put many", (store) => store.putMany([key, { ...key, SK: "2" }])],
  ["get many", (store) => store.getMany([key])],
];

/** What comes of a fault that never ends, and how often it may be tried. */
const lasting: [WireFault, code: string, tries: number][] = [
  [{ kind: "refused", name: "ProvisionedThroughputExceededException" }, "throttled", 10],
  [{ kind: "refused", name: "ThrottlingException" }, "throttled", 10],
  [{ kind: "refused", name: "RequestLimitExceeded" }, "throttled", 10],
  [{ kind: "refused", name: "InternalServerError", status: 500 }, "unavailable", 10],
  [{ kind: "refused", name: "SomethingNew", status: 503 }, "unavailable", 10],
  [{ kind: "cut" }, "unavailable", 10],
  [{ kind: "refused", name: "TransactionInProgressException" }, "conflict", 10],
  [{ kind: "refused", name: "ValidationException" }, "invalid", 1],
  [{ kind: "refused", name: "AccessDeniedException" }, "access-denied", 1],
  [{ kind: "refused", name: "ExpiredTokenException" }, "access-denied", 1],
  [{ kind: "refused", name: "InvalidSignatureException" }, "access-denied", 1],
  [{ kind: "refused", name: "ResourceNotFoundException" }, "incompatible", 1],
];

describe.skipIf(!canBeDisturbed)(`A server that does not recover ${needsDisturbable}`, () => {
  let table: TestTable;
  let wire: FaultyWire;
  let store: Engine;
  beforeAll(async () => {
    table = await createTestTable();
    wire = await startFaultyWire(table.place.endpoint ?? "");
    store = await table.open(() => NOON, { endpoint: wire.endpoint });
  });
  afterEach(async () => {
    wire.plan(() => null);
    await table.empty();
  });
  afterAll(async () => {
    store.close();
    await wire.stop();
    await table.drop();
  });

  async function keptItems(): Promise<Item[]> {
    wire.plan(() => null);
    const kept: Item[] = [];
    for await (const item of store.everything()) kept.push(item);
    return kept;
  }

  test.each(lasting)("%j ends in %s after %i tries, with nothing written", async (fault, code, tries) => {
    for (const [name, ask] of requests) {
      wire.plan(() => fault);
      await expect(ask(store), name).rejects.toMatchObject({ code, message: expect.stringContaining(table.place.tableName) });
      expect(wire.asked(), name).toHaveLength(tries);
    }
    expect(await keptItems()).toEqual([]);
  });

  test.each(["TransactionConflict", "ThrottlingError", "ValidationError"])("A transaction cancelled for %s each time ends in an error, with nothing written", async (reason) => {
    wire.plan(() => ({ kind: "cancelled", reason }));
    const code = { TransactionConflict: "conflict", ThrottlingError: "throttled" }[reason] ?? "invalid";
    await expect(store.write([{ kind: "put", item: key }, { kind: "put", item: { ...key, SK: "2" } }])).rejects.toMatchObject({ code });
    expect(await keptItems()).toEqual([]);
  });

  test("A batch of which nothing is ever processed ends as throttled, after ten rounds", async () => {
    for (const ask of [async () => store.putMany(items.slice(0, 25)), async () => store.getMany(items)]) {
      wire.plan(() => ({ kind: "unprocessed", done: 0 }));
      await expect(ask()).rejects.toMatchObject({ code: "throttled", retry: true });
      expect(wire.asked()).toHaveLength(10);
    }
  });

  test("A batch of which one is processed at a time is worked off", async () => {
    wire.plan(() => ({ kind: "unprocessed", done: 1 }));
    await store.putMany(items.slice(0, 25));
    expect(wire.asked()).toHaveLength(25);
    expect(await store.getMany(items, { consistent: true })).toHaveLength(25);
    expect(await keptItems()).toHaveLength(25);
  });

  test("Pages that end after every item, most of them empty, are read on, never asking for more than may be asked for", async () => {
    await store.putMany(items);
    wire.plan(() => ({ kind: "short", looked: 1 }));
    const found = await pages(store, { partition: "A", filter: { equals: ["tenth", true] }, limit: 4, consistent: true });
    expect(found.map((page) => page.map(({ SK }) => SK))).toEqual([["00", "10", "20", "30"], ["40", "50"]]);
    await store.query({ partition: "A", limit: 3_000_000_000 });
    for (const { body } of wire.asked()) expect(Number(body["Limit"])).toBeLessThanOrEqual(largestLimit);
    expect((await pages(store, { partition: "A", limit: 7, consistent: true })).flat()).toEqual(items);
    wire.plan(({ operation }) => (operation === "Scan" ? { kind: "short", looked: 1 } : null));
    const scanned: string[] = [];
    for await (const { SK } of store.everything()) scanned.push(SK);
    expect(scanned.toSorted()).toEqual(items.map(({ SK }) => SK));
  });

  test("A machine whose clock is an hour behind is signed for by the server's", async () => {
    let requests = 0;
    wire.plan(() => (requests++ === 0 ? { kind: "refused", name: "InvalidSignatureException", aheadMs: 3_600_000 } : null));
    expect(await store.get(key)).toBeNull();
    expect(wire.asked()).toHaveLength(2);
  });

  test("One that turns the time to live on when another has just done so starts all the same", async () => {
    const client = createClient(table.place);
    const off = { AttributeName: "TTL", Enabled: false };
    await client.send(new UpdateTimeToLiveCommand({ TableName: table.place.tableName, TimeToLiveSpecification: off }));
    client.destroy();
    wire.plan(({ operation }) => (operation === "UpdateTimeToLive" ? { kind: "failed-after", name: "ValidationException" } : null));
    const opened = await table.open(() => NOON, { endpoint: wire.endpoint });
    opened.close();
    expect(wire.asked().map(({ operation }) => operation)).toContain("UpdateTimeToLive");
  });

  test("Nobody listening is unavailable, naming the table and what to check", async () => {
    await wire.stop();
    await expect(store.get(key)).rejects.toMatchObject({ code: "unavailable", message: expect.stringContaining("DYNAMODB_ENDPOINT") });
    await expect(table.open(() => NOON, { endpoint: wire.endpoint })).rejects.toMatchObject({ code: "unavailable" });
    wire = await startFaultyWire(table.place.endpoint ?? "");
  });
});
