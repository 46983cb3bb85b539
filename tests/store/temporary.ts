import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Engine } from "#store/engine.ts";
import { openSqliteStore } from "#store/sqlite/sqlite-store.ts";

export const NOON = "2015-03-16T12:00:00.000Z";

/** An empty directory, gone when the test is over. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), "workbench-store-"));
  onTestFinished(() => {
    chmodSync(directory, 0o700);
    rmSync(directory, { recursive: true });
  });
  return directory;
}

/** A store on a new file, closed when the test is over. */
export function temporaryStore(now: () => string = () => NOON): Engine {
  const store = openSqliteStore({ file: join(temporaryDirectory(), "workbench.db"), now });
  onTestFinished(() => store.close());
  return store;
}
