import { messageOf } from "#core/errors.ts";
import { storeError } from "#store/errors.ts";
import { backupFolderOf, newestReadableBackup } from "./backups.ts";
import { resultCodeOf, resultCodes } from "./result-codes.ts";

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
  message: (file, cause) => `${file} is damaged or no data file (${cause}). ${remedyFor(file)}`,
};
const missing: Fault = {
  code: "unavailable",
  message: (file, cause) => `${file} cannot be opened (${cause}). Check that it is a file in an existing folder.`,
};
const closed: Fault = { code: "unavailable", message: (file) => `${file} has been closed.` };
const failed: Fault = { code: "unavailable", message: (file, cause) => `${file} failed (${cause}). Check the disk it is on.` };

const byResultCode: Record<number, Fault> = {
  [resultCodes.PERM]: readOnly,
  [resultCodes.BUSY]: locked,
  [resultCodes.LOCKED]: locked,
  [resultCodes.READONLY]: readOnly,
  [resultCodes.IOERR]: failed,
  [resultCodes.CORRUPT]: corrupt,
  [resultCodes.FULL]: full,
  [resultCodes.CANTOPEN]: missing,
  [resultCodes.NOTADB]: corrupt,
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

/** A damaged data file found by checking it rather than by tripping over it. */
export function corruptFile(file: string, cause: string): Error {
  return storeError(corrupt.code, corrupt.message(file, cause), { file });
}

/** What to do about a damaged data file: the command that puts the newest whole backup in its place. */
function remedyFor(file: string): string {
  const folder = backupFolderOf(file);
  const backup = newestReadableBackup(folder);
  return backup === null
    ? `There is no readable backup in ${folder}: move the file away with its -wal and -shm files, then put back a copy of your own or start with an empty one.`
    : `Stop the workbench and put back the backup of ${backup.day}: npm run workbench -- restore "${backup.file}"`;
}

function faultOf(error: unknown): Fault | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  const resultCode = resultCodeOf(error);
  return resultCode === undefined ? byNodeCode[String(error.code)] : byResultCode[resultCode];
}
