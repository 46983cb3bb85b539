import type { SQLInputValue } from "node:sqlite";
import { openDatabase } from "#store/sqlite/connection.ts";
import { hundred, itemOf, lastWritten, many, seedItems, type Side, written } from "./side.ts";

const columns = "PK, SK, GSI1PK, GSI1SK, GSI2PK, GSI2SK, TTL, data";
const now = Date.parse("2024-05-15T09:00:00.000Z") / 1000;

type Kept = { version: number; kind: string };

/** The prepared statements the SQLite engine stands on, with its schema, durability and JSON, and nothing else around them. */
export function sqliteSide(file: string): Side {
  const database = openDatabase(file);
  const read = database.prepare(`SELECT ${columns} FROM items WHERE PK = ? AND SK = ? AND (TTL IS NULL OR TTL > ?)`);
  const list = database.prepare(`SELECT ${columns} FROM items WHERE PK = ? AND (TTL IS NULL OR TTL > ?) ORDER BY SK ASC`);
  const replace = database.prepare(`INSERT OR REPLACE INTO items (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  let lastPut = lastWritten;
  let versionOfOne = 1;
  let versionOfFour = 1;

  function keptIn(row: Record<string, unknown> | undefined): Kept | null {
    return row === undefined ? null : (JSON.parse(String(row.data)) as Kept);
  }

  function put(partition: string, number: number, itsVersion = 1): void {
    const { PK, SK, ...data } = itemOf(partition, number, itsVersion);
    const values: SQLInputValue[] = [PK, SK, null, null, null, null, null, JSON.stringify(data)];
    replace.run(...values);
  }

  function update(number: number, follows: number): void {
    const { PK, SK } = itemOf(written, number);
    if (keptIn(read.get(PK, SK, now))?.version !== follows) throw new Error(`item ${number} is not at version ${follows}`);
    put(written, number, follows + 1);
  }

  function transaction(work: () => void): void {
    database.exec("BEGIN IMMEDIATE");
    work();
    database.exec("COMMIT");
  }

  transaction(() => {
    for (const { PK, SK, ...data } of seedItems()) replace.run(PK, SK, null, null, null, null, null, JSON.stringify(data));
  });
  const { PK, SK } = itemOf(hundred, 50);
  return {
    name: "bare statements",
    get: async () => (keptIn(read.get(PK, SK, now)) === null ? 0 : 1),
    put: async () => {
      transaction(() => put(written, ++lastPut));
      return 1;
    },
    update: async () => {
      transaction(() => update(0, versionOfOne++));
      return 1;
    },
    transaction: async () => {
      const follows = versionOfFour++;
      transaction(() => [1, 2, 3, 4].forEach((number) => update(number, follows)));
      return 4;
    },
    query: async () => list.all(hundred, now).map(keptIn).length,
    filtered: async () => {
      let found = 0;
      for (const row of list.iterate(many, now)) {
        if (keptIn(row)?.kind === "wanted" && ++found === 20) break;
      }
      return found;
    },
    close: async () => database.close(),
  };
}
