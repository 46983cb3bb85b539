import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Table } from "#bench/table.ts";
import { openDynamoStore } from "#store/dynamodb/dynamo-store.ts";
import { openSqliteStore } from "#store/sqlite/sqlite-store.ts";
import { hasEmulator, startEmulator } from "#tests/support/emulator.ts";
import { benchOperations } from "./operations.ts";
import { benchPages } from "./pages.ts";

const now = (): string => "2024-05-15T09:00:00.000Z";

/** Both engines beside what they stand on, and what a page costs in a table that grows. */
export async function benchStore(say: (line: string) => void): Promise<Table[]> {
  const directory = mkdtempSync(join(tmpdir(), "workbench-bench-"));
  const emulator = hasEmulator ? await startEmulator({ file: join(directory, "emulator.db") }) : null;
  if (emulator === null) say("store: the emulator does not run here; SQLite alone is measured");
  const file = (name: string): string => join(directory, `${name}.sqlite`);
  const dynamo = emulator && { endpoint: emulator.endpoint, open: async (tableName: string) => openDynamoStore({ endpoint: emulator.endpoint, tableName, now }) };
  try {
    const sqlite = { file, open: (name: string, durable: boolean) => openSqliteStore({ file: file(name), now, durable }) };
    return [await benchOperations({ sqlite, dynamo, say }), await benchPages({ sqlite, dynamo, say })];
  } finally {
    await emulator?.stop();
    rmSync(directory, { recursive: true });
  }
}
