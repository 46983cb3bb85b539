/** SQLite's primary result codes, https://sqlite.org/rescode.html */
export const resultCodes = {
  PERM: 3,
  BUSY: 5,
  LOCKED: 6,
  READONLY: 8,
  IOERR: 10,
  CORRUPT: 11,
  FULL: 13,
  CANTOPEN: 14,
  NOTADB: 26,
} as const;

/** The primary code of what SQLite threw; undefined for what it did not throw. */
export function resultCodeOf(error: unknown): number | undefined {
  if (!(error instanceof Error && "code" in error && error.code === "ERR_SQLITE_ERROR")) return undefined;
  return "errcode" in error ? Number(error.errcode) & 0xff : 0;
}
