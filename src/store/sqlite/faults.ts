import { messageOf } from "#core/errors.ts";
import { storeError } from "#store/errors.ts";

type Fault = { code: Parameters<typeof storeError>[0]; message(file: string, cause: string): string };

const locked: Fault = {
  code: "unavailable",
  message: (file) => `${file} is in use by another process. Close what else has it open, then try again.`,
};
const full: Fault = {
  code: "disk-full",
  message: (file) => `There is no space left to write ${file}. Free some disk space; nothing was half written.`,
};
const readOnly: Fault = {
  code: "read-only",
  message: (file) => `${file} cannot be written. Make it and its folder writable for this user, or use another data directory.`,
};
const corrupt: Fault = {
  code: "corrupt",
  message: (file, cause) =>
    `${file} is damaged or no data file (${cause}). Move it away with its -wal and -shm files, then put back a backup or start with an empty one.`,
};
const missing: Fault = {
  code: "unavailable",
  message: (file, cause) => `${file} cannot be opened (${cause}). Check that it is a file in an existing folder.`,
};
const closed: Fault = { code: "unavailable", message: (file) => `${file} has been closed.` };
const failed: Fault = { code: "unavailable", message: (file, cause) => `${file} failed (${cause}). Check the disk it is on.` };

/** By SQLite's primary result code, https://sqlite.org/rescode.html */
const bySqliteCode: Record<number, Fault> = {
  3: readOnly, // PERM
  5: locked, // BUSY
  6: locked, // LOCKED
  8: readOnly, // READONLY
  10: failed, // IOERR
  11: corrupt, // CORRUPT
  13: full, // FULL
  14: missing, // CANTOPEN
  26: corrupt, // NOTADB
};

const byNodeCode: Record<string, Fault> = {
  ERR_INVALID_STATE: closed,
  EACCES: readOnly,
  EPERM: readOnly,
  EROFS: readOnly,
  ENOSPC: full,
  EDQUOT: full,
  ENOENT: missing,
  ENOTDIR: missing,
  EEXIST: missing,
};

/** What SQLite or the file system threw, as an error that names the file and says what to do; anything else as it came. */
export function asStoreError(error: unknown, file: string): unknown {
  const fault = faultOf(error);
  return fault === undefined ? error : storeError(fault.code, fault.message(file, messageOf(error)), { file }, error);
}

/** True for SQLite's answer that another connection holds the lock. */
export function isLocked(error: unknown): boolean {
  return faultOf(error) === locked;
}

/** A damaged file found by checking it rather than by tripping over it. SQLite says what it found on several lines. */
export function corruptFile(file: string, found: string): Error {
  const cause = found.replace(/^\*\*\* in database \w+ \*\*\*/, "").replaceAll(/\s+/g, " ").trim();
  return storeError(corrupt.code, corrupt.message(file, cause), { file });
}

function faultOf(error: unknown): Fault | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  if (error.code !== "ERR_SQLITE_ERROR") return byNodeCode[String(error.code)];
  const primary = "errcode" in error ? Number(error.errcode) & 0xff : 0;
  return bySqliteCode[primary];
}
