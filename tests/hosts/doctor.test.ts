import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { CreateTableCommand, DeleteTableCommand } from "@aws-sdk/client-dynamodb";
import { expect, onTestFinished, test } from "vitest";
import { realNow } from "#app/clock.ts";
import { createClient } from "#store/dynamodb/client.ts";
import { examineTable } from "#store/dynamodb/table-check.ts";
import type { Store } from "#core/ports.ts";
import { storeError } from "#store/errors.ts";
import { createMemory } from "#store/memory.ts";
import { backUp } from "#store/sqlite/backup.ts";
import { openSqliteStore } from "#store/sqlite/sqlite-store.ts";
import { createTestTable, hasDynamo, needsDynamo } from "#tests/store/dynamodb/test-table.ts";
import { kiteKey, kiteToday } from "#tests/support/kite.ts";
import { runHere } from "#tests/support/run-here.ts";
import { runHost, type Ended } from "#tests/support/run-host.ts";
import { startTestWorkbench, temporaryDataDir } from "#tests/support/start-workbench.ts";

/** Where nothing answers: the port of a server that has just ended. */
async function freePort(): Promise<string> {
  const { port, close } = await serve(() => undefined);
  await close();
  return port;
}

async function serve(answer: (response: ServerResponse) => void): Promise<{ port: string; close: () => Promise<void> }> {
  const server = createServer((_request, response) => answer(response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => (closed ??= new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  }));
  onTestFinished(close);
  return { port: String((server.address() as AddressInfo).port), close };
}

async function doctor(env: Record<string, string>): Promise<Ended> {
  return runHere(["doctor"], { PORT: await freePort(), WORKBENCH_TIME_ZONE: "UTC", ...env });
}

/** Every file of a folder with what is in it. */
function fingerprint(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(files.map(({ parentPath, name }) => [name, createHash("sha256").update(readFileSync(join(parentPath, name))).digest("hex")]));
}

const jiraAt = (url: string) => ({ JIRA_BASE_URL: url, JIRA_EMAIL: "pm@workbench.example", JIRA_API_TOKEN: "test-token" });

test("where nothing has run yet, doctor says so and makes nothing", async () => {
  const dataDir = join(temporaryDataDir(), "not", "there");
  const shown = await runHost("command", ["doctor"], { PORT: await freePort(), WORKBENCH_DATA_DIR: dataDir }).ended;
  expect(shown).toMatchObject({ code: 0, err: "" });
  expect(shown.out).toMatch(/ok +workbench: not running/);
  expect(shown.out).toMatch(/ok +store: nothing is kept .* yet/);
  expect(shown.out).toMatch(/warning +Jira: not configured/);
  expect(existsSync(dataDir)).toBe(false);
});

test("a store at rest is looked at and left as it was, to the byte", async () => {
  const { api, dataDir, jira, drain, stop } = await startTestWorkbench();
  await api("addProject", { body: { name: "Kite", sourceKey: kiteKey, timeZone: "UTC" } });
  await drain();
  const { baseUrl } = jira;
  await stop();
  const before = fingerprint(dataDir);
  const shown = await doctor({ WORKBENCH_DATA_DIR: dataDir, ...jiraAt(baseUrl) });
  expect(shown.out).toMatch(/ok +store: .* whole: 1 active project, last heartbeat 2024/);
  expect(shown.out).toMatch(/failed +Jira: /);
  expect(shown.code).toBe(1);
  expect(fingerprint(dataDir)).toEqual(before);
});

test("a damaged file is named with what to do, and left as it was", async () => {
  const dataDir = temporaryDataDir();
  const file = join(dataDir, "workbench.sqlite");
  writeFileSync(file, "this was a database once ".repeat(500));
  const before = fingerprint(dataDir);
  const shown = await doctor({ WORKBENCH_DATA_DIR: dataDir, ...jiraAt("http://127.0.0.1:1") });
  expect(shown.code).toBe(1);
  expect(shown.out).toContain(`${file} is damaged`);
  expect(shown.out).toContain(`There is no readable backup in ${join(dataDir, "backups")}`);
  expect(fingerprint(dataDir)).toEqual(before);
});

test("the age of the newest backup is told, and of a damaged file the command that puts it back", async () => {
  const dataDir = temporaryDataDir();
  const file = join(dataDir, "workbench.sqlite");
  const env = { WORKBENCH_DATA_DIR: dataDir, ...jiraAt("http://127.0.0.1:1") };
  openSqliteStore({ file, now: realNow }).close();
  expect((await doctor(env)).out).toMatch(/warning +backup: there is none in .*npm run workbench -- backup/);
  const old = (await backUp({ file, at: "2020-02-02T12:00:00.000Z" })).file;
  expect((await doctor(env)).out).toMatch(/warning +backup: the newest, .*workbench-2020-02-02\.sqlite, is \d{4,} days old/);
  await backUp({ file, at: realNow() });
  expect((await doctor(env)).out).toMatch(/ok +backup: the newest is /);

  for (const { name } of readdirSync(join(dataDir, "backups"), { withFileTypes: true })) if (!old.endsWith(name)) rmSync(join(dataDir, "backups", name));
  writeFileSync(file, "this was a database once ".repeat(500));
  const before = fingerprint(dataDir);
  expect((await doctor(env)).out).toContain(`npm run workbench -- restore "${old}"`);
  expect(fingerprint(dataDir)).toEqual(before);
  rmSync(file);
  expect((await doctor(env)).out).toMatch(/warning +backup: .* is gone, but there are backups, .*npm run workbench -- restore "/);
});

test("a running workbench whose store fails is told from a stranger, with what fails and when it last ran", async () => {
  let fails = false;
  const failing = (store: Store): Store => ({
    ...store,
    get: async (...args) => (fails ? Promise.reject(storeError("unavailable", "The disk has gone.")) : store.get(...args)),
    query: async (...args) => (fails ? Promise.reject(storeError("unavailable", "The disk has gone.")) : store.query(...args)),
  });
  const { url, api, dataDir, jira } = await startTestWorkbench({ overrides: { store: failing } });
  await api("runCycle");
  fails = true;
  const shown = await doctor({ PORT: new URL(url).port, WORKBENCH_DATA_DIR: dataDir, ...jiraAt(jira.baseUrl) });
  expect(shown.code).toBe(1);
  expect(shown.out).toMatch(/failed +workbench: version .* runs at .*The disk has gone\./);
  expect(shown.out).toContain(`Last heartbeat ${kiteToday}.`);
  expect(shown.out).toMatch(/failed +store: The disk has gone\./);
});

test.skipIf(!hasDynamo)(`a DynamoDB table that is missing, differs or cannot be reached is told, and nothing is made or changed ${needsDynamo}`, async () => {
  const { place, drop } = await createTestTable();
  onTestFinished(drop);
  const aws = (tableName: string, endpoint = place.endpoint) => ({
    ...jiraAt("http://127.0.0.1:1"),
    WORKBENCH_DATA_DIR: join(temporaryDataDir(), "none"),
    WORKBENCH_STORE: "dynamodb",
    TABLE_NAME: tableName,
    ...(endpoint !== undefined && { DYNAMODB_ENDPOINT: endpoint }),
  });
  expect((await doctor(aws(place.tableName))).out).toMatch(/ok +store: the DynamoDB table .* whole: 0 active projects/);

  const missing = `${place.tableName}-missing`;
  expect((await doctor(aws(missing))).out).toMatch(/ok +store: the DynamoDB table .*-missing.* does not exist yet; the first start creates it/);
  expect(await examineTable({ ...place, tableName: missing })).toMatchObject({ exists: false });

  const other = `${place.tableName}-other`;
  const client = createClient(place);
  await client.send(
    new CreateTableCommand({
      TableName: other,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
    }),
  );
  onTestFinished(async () => {
    await client.send(new DeleteTableCommand({ TableName: other }));
    client.destroy();
  });
  expect((await doctor(aws(other))).out).toMatch(/failed +store: .* is not as the workbench needs it: .*TABLE_NAME/);

  const unreachable = await doctor(aws(place.tableName, `http://127.0.0.1:${await freePort()}`));
  expect(unreachable).toMatchObject({ code: 1, out: expect.stringMatching(/failed +store: .* could not be reached .*DYNAMODB_ENDPOINT/) });
});

test("a wrong environment is a finding, and what this version does not read is named", async () => {
  const shown = await doctor({ PORT: "seven", GRAPH_TENANT_ID: "x", WORKBENCH_CYCLE_MINUTE: "5", JIRA_TOKEN: "x" });
  expect(shown.code).toBe(1);
  expect(shown.out).toMatch(/failed +configuration: Environment: PORT must be a port number/);
  expect(shown.out).toMatch(/warning +environment: .*GRAPH_TENANT_ID, JIRA_TOKEN, WORKBENCH_CYCLE_MINUTE;/);
});

test("a running workbench is asked, its unread projects are named, and it is told from what this shell would start", async () => {
  const { url, api, jira, drain, dataDir } = await startTestWorkbench();
  await api("addProject", { body: { name: "Kite", sourceKey: kiteKey, timeZone: "UTC" } });
  await drain();
  const shell = { PORT: new URL(url).port, WORKBENCH_DATA_DIR: dataDir };
  const well = await doctor({ ...shell, ...jiraAt(jira.baseUrl) });
  expect(well).toMatchObject({ code: 0, err: "" });
  expect(well.out).toMatch(/ok +workbench: version .* runs at/);
  expect(well.out).toMatch(/ok +Jira project KITE: Kite/);
  expect(well.out).toMatch(/ok +clock: .* within a minute of the Jira server's/);

  jira.misbehave({ kind: "status", status: 401 });
  await api("runCycle");
  const ill = await doctor(shell);
  expect(ill.code).toBe(1);
  expect(ill.out).toMatch(/failed +project Kite \(KITE\): .*JIRA_API_TOKEN/);
  expect(ill.out).toMatch(/warning +settings: the running workbench reads http/);
  const elsewhere = await doctor({ ...shell, WORKBENCH_STORE: "dynamodb" });
  expect(elsewhere.out).toMatch(/warning +settings: the running workbench keeps its data in sqlite; .* dynamodb/);
  expect(ill.out + well.out).not.toContain("test-token");
});

test("a workbench that holds the data but does not answer, and a stranger at its port, are both failures", async () => {
  const { dataDir } = await startTestWorkbench();
  const held = await doctor({ WORKBENCH_DATA_DIR: dataDir, ...jiraAt("http://127.0.0.1:1") });
  expect(held).toMatchObject({ code: 1, out: expect.stringContaining("Set PORT to the port it answers on") });
  const { port } = await serve((response) => response.end("hello"));
  const stranger = await doctor({ PORT: port, WORKBENCH_DATA_DIR: temporaryDataDir() });
  expect(stranger).toMatchObject({ code: 1, out: expect.stringContaining(`something else answers at http://127.0.0.1:${port}`) });
});

test("a clock that was set back, or differs from the Jira server's, is a failure", async () => {
  const dataDir = temporaryDataDir();
  const store = openSqliteStore({ file: join(dataDir, "workbench.sqlite"), now: realNow });
  await createMemory(store).saveTogether([{ kind: "heartbeat", heartbeat: { at: "2999-01-01T00:00:00.000Z", cycleId: "01J00000000000000000000000", projects: {} } }]);
  store.close();
  const back = await doctor({ WORKBENCH_DATA_DIR: dataDir, ...jiraAt("http://127.0.0.1:1") });
  expect(back.out).toMatch(/failed +clock: .*earlier than the last heartbeat at 2999/);

  const { port } = await serve((response) => response.writeHead(401, { date: "Mon, 01 Jan 2024 00:00:00 GMT" }).end());
  const ahead = await doctor({ WORKBENCH_DATA_DIR: temporaryDataDir(), ...jiraAt(`http://127.0.0.1:${port}`) });
  expect(ahead.out).toMatch(/failed +clock: it is \d+ seconds ahead of the Jira server's/);
});
