import { DatabaseSync } from "node:sqlite";
import type { Item } from "#core/ports.ts";

/** A data file as the first version of the schema had it. */
export function makeFileOfVersion1(file: string, items: readonly Item[]): void {
  const database = new DatabaseSync(file);
  database.exec(`
    PRAGMA journal_mode = WAL;
    CREATE TABLE items (
      PK TEXT NOT NULL, SK TEXT NOT NULL, GSI1PK TEXT, GSI1SK TEXT, GSI2PK TEXT, GSI2SK TEXT, TTL INTEGER, data TEXT NOT NULL,
      PRIMARY KEY (PK, SK)
    ) WITHOUT ROWID;
    CREATE INDEX GSI1 ON items (GSI1PK, GSI1SK, PK, SK) WHERE GSI1PK IS NOT NULL;
    CREATE INDEX GSI2 ON items (GSI2PK, GSI2SK, PK, SK) WHERE GSI2PK IS NOT NULL;
    PRAGMA user_version = 1;
  `);
  const insert = database.prepare("INSERT INTO items VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
  for (const { PK, SK, GSI1PK = null, GSI1SK = null, GSI2PK = null, GSI2SK = null, TTL = null, ...data } of items) {
    insert.run(PK, SK, GSI1PK, GSI1SK, GSI2PK, GSI2SK, TTL, JSON.stringify(data));
  }
  database.close();
}
