import { join } from "node:path";
import type { Instant } from "#core/time.ts";
import type { Engine } from "#store/engine.ts";
import { readEverything } from "#store/sqlite/everything.ts";
import { openSqliteStore } from "#store/sqlite/sqlite-store.ts";
import type { Config, StoreConfig } from "./config/config.ts";
import { appError } from "./errors.ts";
import { isThere } from "./moving/file-errors.ts";
import { requireWhole } from "./moving/import-marker.ts";

export type Kept = Pick<Config, "dataDir" | "store">;

/** The SQLite file of a data directory. */
export function dataFile(dataDir: string): string {
  return join(dataDir, "workbench.sqlite");
}

/** Where the data is, for messages. */
export function whereKept({ dataDir, store }: Kept): string {
  if (store.kind === "sqlite") return dataFile(dataDir);
  return `the DynamoDB table ${store.tableName}${store.endpoint === undefined ? "" : ` at ${store.endpoint}`}`;
}

/**
 * Opens the configured store, making it where there is none. `now` is what TTLs are compared with. One that is not `durable`
 * may lose its last writes in a power cut: for data that could be made again. Throws the errors of the store.
 */
export async function openEngine(input: { config: Kept; now: () => Instant; durable?: boolean }): Promise<Engine> {
  const { config, now, durable = true } = input;
  const { store, dataDir } = config;
  if (store.kind === "sqlite") return openSqliteStore({ file: dataFile(dataDir), now, durable });
  return openTable(store, now);
}

/** The same for a workbench to run on: throws `unfinished-import`, too, for a store that holds only part of what is being imported. */
export async function openWholeEngine(input: Parameters<typeof openEngine>[0]): Promise<Engine> {
  const engine = await openEngine(input);
  try {
    await requireWhole(engine, whereKept(input.config));
    return engine;
  } catch (error) {
    engine.close();
    throw error;
  }
}

/** A store to read from end to end. */
export type Reader = Pick<Engine, "everything" | "close">;

/**
 * Opens the configured store for reading, also while a workbench works on it, and changes nothing; `at` is what TTLs are
 * compared with. Throws `nothing-kept` where there is no store yet.
 */
export async function openForReading(config: Kept, at: Instant): Promise<Reader> {
  const { store, dataDir } = config;
  const now = (): Instant => at;
  if (store.kind === "sqlite") {
    const file = dataFile(dataDir);
    if (!isThere(file)) throw nothingKept(config);
    return { everything: () => readEverything({ file, now }), close: () => undefined };
  }
  const { examineTable } = await import("#store/dynamodb/table-check.ts");
  if (!(await examineTable(store)).exists) throw nothingKept(config);
  return openTable(store, now);
}

/** The SDK takes time and memory to load, which a laptop that keeps its data in a file is spared. */
async function openTable({ tableName, endpoint }: Extract<StoreConfig, { kind: "dynamodb" }>, now: () => Instant): Promise<Engine> {
  const { openDynamoStore } = await import("#store/dynamodb/dynamo-store.ts");
  return openDynamoStore({ tableName, endpoint, now });
}

function nothingKept(config: Kept): Error {
  return appError("nothing-kept", `Nothing is kept in ${whereKept(config)} yet. Check WORKBENCH_STORE, WORKBENCH_DATA_DIR and TABLE_NAME, and that the JIRA_ variables are set as for npm start: without them it is the demo's store.`);
}
