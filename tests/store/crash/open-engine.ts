import type { Engine } from "#store/engine.ts";

/** How a program is told which engine to open: `sqlite <file>` or `dynamodb <endpoint> <table>`; an empty endpoint is AWS. */
export type EngineName = readonly string[];

export async function openEngine([kind, where = "", tableName = ""]: EngineName): Promise<Engine> {
  const now = (): string => "2015-03-16T12:00:00.000Z";
  // Each on demand: programs start faster without the SDK.
  if (kind === "sqlite") return (await import("#store/sqlite/sqlite-store.ts")).openSqliteStore({ file: where, now });
  if (kind === "dynamodb") return (await import("#store/dynamodb/dynamo-store.ts")).openDynamoStore({ endpoint: where === "" ? undefined : where, tableName, now });
  throw new Error(`There is no engine ${kind}.`);
}
