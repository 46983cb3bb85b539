import { join } from "node:path";
import { AppError, messageOf } from "#core/errors.ts";
import { lockDataDirectory } from "#store/sqlite/lock.ts";
import { openSqliteStore } from "#store/sqlite/sqlite-store.ts";

/** Tries to work in the directory it is given as somebody who may only read it; prints the errors as JSON. */
const directory = process.argv[2] ?? "";
if (process.getuid?.() === 0) {
  process.setgid?.(65534);
  process.setuid?.(65534);
}
console.log(JSON.stringify([
  attempt(() => lockDataDirectory(directory)),
  attempt(() => open("workbench.sqlite")),
  attempt(() => open("new.db")),
]));

function open(name: string): void {
  openSqliteStore({ file: join(directory, name), now: () => "2015-03-16T12:00:00.000Z" }).close();
}

function attempt(work: () => unknown): unknown {
  try {
    work();
    return "no error";
  } catch (error) {
    return error instanceof AppError ? { code: error.code, message: error.message } : messageOf(error);
  }
}
