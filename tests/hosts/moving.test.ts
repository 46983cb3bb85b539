import { copyFileSync, existsSync, mkdirSync, readdirSync, watch } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { realNow } from "#app/clock.ts";
import { createIds } from "#app/ids.ts";
import { newProject } from "#app/projects.ts";
import { createApi, type Api } from "#cli/api.ts";
import { type AnyArtefact, ArtefactType } from "#core/entities/artefact.ts";
import type { Item } from "#core/ports.ts";
import { demo } from "#demo/demo.ts";
import { listProjects } from "#store/entities/project.ts";
import { createMemory } from "#store/memory.ts";
import { openSqliteStore } from "#store/sqlite/sqlite-store.ts";
import { versionsOf } from "#tests/app/what-is-kept.ts";
import { createTestTable, hasDynamo, needsDynamo } from "#tests/store/dynamodb/test-table.ts";
import { long } from "#tests/support/long.ts";
import { runHost, type Ended, type HostProcess } from "#tests/support/run-host.ts";
import { runHere } from "#tests/support/run-here.ts";
import { temporaryDataDir } from "#tests/support/start-workbench.ts";

type Variables = Record<string, string>;

/** A Jira that does not answer: nothing here reads it, but data of one's own needs one configured. */
const jira = { JIRA_BASE_URL: "http://127.0.0.1:1", JIRA_EMAIL: "pm@workbench.example", JIRA_API_TOKEN: "token" };

async function workbench(env: Variables, ...args: string[]): Promise<Ended> {
  return runHere(args, { PORT: "0", ...env });
}

async function json(env: Variables, ...args: string[]): Promise<Record<string, unknown>> {
  const ended = await workbench(env, ...args, "--json");
  expect(ended).toMatchObject({ code: 0 });
  return JSON.parse(ended.out) as Record<string, unknown>;
}

async function start(env: Variables): Promise<{ host: HostProcess; api: Api }> {
  const host = runHost("local", [], { PORT: "0", ...env });
  const url = /http:\/\/[\d.]+:\d+/.exec(await host.says("Stop it with"))?.[0] ?? "";
  return { host, api: createApi(url) };
}

async function stop({ host }: { host: HostProcess }): Promise<void> {
  host.child.kill("SIGTERM");
  expect(await host.ended).toMatchObject({ code: 0 });
}

/** A data directory of one's own with a project and that many more items. */
async function ownData(more = 0): Promise<string> {
  const dataDir = temporaryDataDir();
  const store = openSqliteStore({ file: join(dataDir, "workbench.sqlite"), now: realNow, durable: false });
  const wanted = { name: "Kite", source: "jira", sourceKey: "KITE", autonomy: "maintain", timeZone: "UTC" } as const;
  await createMemory(store).saveTogether(newProject(wanted, createIds(), realNow()).saves);
  await store.putMany(Array.from({ length: more }, (_, number): Item => ({ PK: "PROJECT#other", SK: `NOTE#${number}`, text: "x".repeat(200) })));
  store.close();
  return dataDir;
}

/** Every version of every artefact of the one project in the demo's folder of a data directory. */
async function historyIn(dataDir: string): Promise<AnyArtefact[]> {
  const store = openSqliteStore({ file: join(dataDir, "demo", "workbench.sqlite"), now: () => demo.startAt });
  const [project] = await listProjects(store, { status: "active" });
  const history = await Promise.all(ArtefactType.options.map(async (type) => versionsOf(store, project?.id ?? "", type)));
  store.close();
  return history.flat();
}

/** Runs an import and ends it without warning after that many writes to its file; false when it was faster. */
async function importUntilKilled(env: Variables, folder: string, file: string, writes: number): Promise<boolean> {
  let left = writes;
  mkdirSync(folder, { recursive: true });
  const host = runHost("command", ["import", file], env);
  const watcher = watch(folder, (_, name) => {
    if (name === "workbench.sqlite-wal" && --left === 0) host.child.kill("SIGKILL");
  });
  const { code } = await host.ended;
  watcher.close();
  return code === null;
}

test("a demo moved to another data directory goes on there with the same documents and their history", async () => {
  const here = { WORKBENCH_DATA_DIR: temporaryDataDir() };
  const there = { WORKBENCH_DATA_DIR: temporaryDataDir() };
  const file = join(temporaryDataDir(), "demo.jsonl");
  const running = await start(here);
  await running.api("runCycle");
  expect(await json(here, "export", join(temporaryDataDir(), "meanwhile.jsonl"))).toMatchObject({ items: expect.any(Number) });
  await stop(running);
  const exported = await json(here, "export", file);
  expect(await json(there, "import", file)).toMatchObject({ state: "imported", items: exported["items"], hash: exported["hash"] });

  const history = await historyIn(here.WORKBENCH_DATA_DIR);
  expect(history.length).toBeGreaterThanOrEqual(4);
  expect(await historyIn(there.WORKBENCH_DATA_DIR)).toEqual(history);
  const { api } = await start(there);
  for (const { projectId, type, version, content } of history) {
    expect(await api("getVersion", { params: { id: projectId, type, n: version } })).toMatchObject({ version, content });
  }
});

describe("a running workbench", () => {
  test("can be exported and backed up, but nothing is put in its place", async () => {
    const dataDir = await ownData();
    const env = { ...jira, WORKBENCH_DATA_DIR: dataDir };
    const file = join(temporaryDataDir(), "own.jsonl");
    const running = await start(env);
    expect(await workbench(env, "export", file)).toMatchObject({ code: 0, out: expect.stringMatching(/^Exported \d+ items from .* to .*own\.jsonl/) });
    expect(await workbench(env, "export", file)).toMatchObject({ code: 1, err: expect.stringContaining("--overwrite") });
    expect((await workbench(env, "export", file, "--overwrite")).code).toBe(0);
    const made = await json(env, "backup");
    expect(made).toMatchObject({ file: join(dataDir, "backups", `workbench-${realNow().slice(0, 10)}.sqlite`), items: expect.any(Number) });
    for (const args of [["import", file], ["restore", String(made["file"])]]) {
      expect(await workbench(env, ...args)).toMatchObject({ code: 1, err: expect.stringContaining(`already runs on ${dataDir} (process ${running.host.child.pid})`) });
    }
    await stop(running);
  });
});

describe("restore", () => {
  test("without an argument lists the backups, and puts one back without losing what is there", async () => {
    const dataDir = await ownData();
    const env = { ...jira, WORKBENCH_DATA_DIR: dataDir };
    expect(await workbench(env, "restore")).toMatchObject({ code: 0, out: expect.stringContaining("There is no backup in") });
    const { day, items } = await json(env, "backup");
    expect(await workbench(env, "restore")).toMatchObject({ code: 0, out: expect.stringMatching(new RegExp(`newest first.*\n +${String(day)} +\\d+ bytes`)) });

    const store = openSqliteStore({ file: join(dataDir, "workbench.sqlite"), now: realNow });
    await store.write([{ kind: "put", item: { PK: "PROJECT#other", SK: "NOTE#1" } }]);
    store.close();
    const restored = await json(env, "restore", String(day));
    expect(restored).toMatchObject({ items, movedTo: expect.stringContaining(".before-restore-") });
    const aside = openSqliteStore({ file: String(restored["movedTo"]), now: realNow });
    expect(await aside.get({ PK: "PROJECT#other", SK: "NOTE#1" })).not.toBeNull();
    aside.close();
    const back = await json(env, "export", join(temporaryDataDir(), "back.jsonl"));
    expect(back["items"]).toBe(items);
  });

  test("of a day without a backup says so and changes nothing", async () => {
    const dataDir = await ownData();
    expect(await workbench({ ...jira, WORKBENCH_DATA_DIR: dataDir }, "restore", "2020-02-02")).toMatchObject({ code: 1, err: expect.stringMatching(/no backup .*workbench-2020-02-02\.sqlite/) });
    expect(readdirSync(dataDir).filter((name) => name.includes("before"))).toEqual([]);
  });
});

describe("what cannot be restored is refused with what to do instead, and nothing is changed:", () => {
  test("one's own backup by a shell without the JIRA_ variables, and the demo's by one with them", async () => {
    const dataDir = await ownData();
    const [own, asDemo] = [{ ...jira, WORKBENCH_DATA_DIR: dataDir }, { WORKBENCH_DATA_DIR: dataDir }];
    const { file } = await json(own, "backup");
    expect(await workbench(asDemo, "restore", String(file))).toMatchObject({ code: 1, err: expect.stringContaining("Set JIRA_BASE_URL") });
    expect(await workbench(asDemo, "restore")).toMatchObject({ code: 0, out: expect.stringMatching(/There is no backup in .*demo.*these are the demo's/) });
    expect(existsSync(join(dataDir, "demo"))).toBe(false);
    const demos = join(dataDir, "demo", "backups");
    mkdirSync(demos, { recursive: true });
    copyFileSync(String(file), join(demos, "workbench-2026-11-22.sqlite"));
    expect(await workbench(own, "restore", join(demos, "workbench-2026-11-22.sqlite"))).toMatchObject({ code: 1, err: expect.stringContaining("Unset the JIRA_ variables") });
  });

  test("an export, and a folder", async () => {
    const env = { ...jira, WORKBENCH_DATA_DIR: await ownData() };
    const file = join(temporaryDataDir(), "own data.jsonl");
    await json(env, "export", file);
    expect(await workbench(env, "restore", file)).toMatchObject({ code: 1, err: expect.stringContaining(`npm run workbench -- import "${file}"`) });
    expect(await workbench(env, "restore", temporaryDataDir())).toMatchObject({ code: 1, err: expect.stringContaining("it is a folder") });
    expect(readdirSync(env.WORKBENCH_DATA_DIR).filter((name) => name.includes("restor"))).toEqual([]);
  });
});

describe("import", () => {
  test("killed at any moment goes on with the same command; until then nothing runs on half of the data", async () => {
    const from = { ...jira, WORKBENCH_DATA_DIR: await ownData(2500) };
    const file = join(temporaryDataDir(), "own.jsonl");
    const exported = await json(from, "export", file);
    const dataDir = join(temporaryDataDir(), "new", "machine");
    const env = { ...jira, WORKBENCH_DATA_DIR: dataDir };
    const writes = long ? Array.from({ length: 30 }, (_, round) => 1 + ((round * 37) % 90)) : [1, 9, 30, 50];
    let killed = 0;
    for (const many of writes) if (await importUntilKilled(env, dataDir, file, many)) killed++;
    expect(killed).toBeGreaterThan(1);

    const command = `npm run workbench -- import "${file}"`;
    expect(await runHost("local", [], { PORT: "0", ...env }).ended).toMatchObject({ code: 1, err: expect.stringContaining(command) });
    expect(await workbench(env, "doctor")).toMatchObject({ code: 1, out: expect.stringContaining(command) });
    const half = join(temporaryDataDir(), "half.jsonl");
    expect(await workbench(env, "export", half)).toMatchObject({ code: 1, err: expect.stringContaining("only part") });
    expect(existsSync(half)).toBe(false);

    expect(await json(env, "import", file)).toMatchObject({ state: "imported", items: exported["items"] });
    expect(await workbench(env, "import", file)).toMatchObject({ code: 0, out: expect.stringContaining("already; nothing was changed") });
    expect(await json(env, "export", join(temporaryDataDir(), "again.jsonl"))).toMatchObject({ items: exported["items"], hash: exported["hash"] });
    await stop(await start(env));
  });

  test("never mixes: neither with other data, nor the demo's with one's own", async () => {
    const env = { ...jira, WORKBENCH_DATA_DIR: await ownData() };
    const file = join(temporaryDataDir(), "own.jsonl");
    await json(env, "export", file);
    const other = await workbench({ ...jira, WORKBENCH_DATA_DIR: await ownData() }, "import", file);
    expect(other).toMatchObject({ code: 1, err: expect.stringMatching(/already holds other data \(\d+ items; Kite\)/) });
    const asDemo = await workbench({ WORKBENCH_DATA_DIR: temporaryDataDir() }, "import", file);
    expect(asDemo).toMatchObject({ code: 1, err: expect.stringContaining("Set JIRA_BASE_URL") });
  });
});

test("wrong use exits 2 and changes nothing; where nothing is kept there is nothing to save", async () => {
  const dataDir = join(temporaryDataDir(), "empty");
  const env = { ...jira, WORKBENCH_DATA_DIR: dataDir };
  const wrong = [["export"], ["import", "a", "--force"], ["backup", "mine.sqlite"], ["restore", "a", "b"]];
  for (const { code, err } of await Promise.all(wrong.map(async (args) => workbench(env, ...args)))) {
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining("npm run workbench -- ") });
  }
  const file = join(temporaryDataDir(), "x.jsonl");
  for (const args of [["export", file], ["backup"]]) expect(await workbench(env, ...args)).toMatchObject({ code: 1, err: expect.stringContaining("Nothing is kept in") });
  const missing = await workbench(env, "import", file, "--json");
  expect(JSON.parse(missing.out)).toMatchObject({ error: { code: "file-unusable", message: expect.stringContaining("no such file") } });
  expect(existsSync(dataDir)).toBe(false);
});

test.skipIf(!hasDynamo)(`moved to a DynamoDB table, the workbench runs there, and comes back the same ${needsDynamo}`, async () => {
  const { place, drop } = await createTestTable();
  onTestFinished(drop);
  const here = { ...jira, WORKBENCH_DATA_DIR: await ownData(300) };
  const aws = { ...jira, WORKBENCH_DATA_DIR: temporaryDataDir(), WORKBENCH_STORE: "dynamodb", TABLE_NAME: place.tableName, ...(place.endpoint !== undefined && { DYNAMODB_ENDPOINT: place.endpoint }) };
  const [out, back] = [join(temporaryDataDir(), "out.jsonl"), join(temporaryDataDir(), "back.jsonl")];
  const { items, hash } = await json(here, "export", out);
  expect(await json(aws, "import", out)).toMatchObject({ state: "imported", items });
  expect(await json(aws, "export", back)).toMatchObject({ items, hash });
  expect(await json({ ...jira, WORKBENCH_DATA_DIR: temporaryDataDir() }, "import", back)).toMatchObject({ state: "imported", items });

  const running = await start(aws);
  expect(await running.api("getHealth")).toMatchObject({ store: "dynamodb" });
  expect((await running.api("listProjects")).projects.map(({ name }) => name)).toEqual(["Kite"]);
  await stop(running);
  expect(await workbench(aws, "doctor")).toMatchObject({ out: expect.stringMatching(/ok +store: the DynamoDB table .* whole: 1 active project/) });
  expect(await workbench(aws, "backup")).toMatchObject({ code: 1, err: expect.stringContaining("point-in-time recovery") });
  expect(await workbench(aws, "restore")).toMatchObject({ code: 1, err: expect.stringContaining("point-in-time recovery") });
});
