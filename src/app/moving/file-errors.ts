import { statSync } from "node:fs";
import { appError } from "#app/errors.ts";

const reasons: Record<string, string> = {
  ENOENT: "there is no such file or folder",
  EACCES: "this user may not",
  EPERM: "this user may not",
  EROFS: "it is on a read-only disk",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EISDIR: "it is a folder",
  ENOTDIR: "its folder is none",
};

/** What the file system threw, as an error that names the file and the reason; anything else as it came. */
export function asFileError(error: unknown, what: "read" | "written", file: string): unknown {
  if (!(error instanceof Error) || !("syscall" in error) || !("code" in error)) return error;
  return appError("file-unusable", `${file} cannot be ${what}: ${reasons[String(error.code)] ?? error.message}.`, { file }, error);
}

/** Whether there is a file or folder of this name. Throws `file-unusable` where this user may not look. */
export function isThere(file: string): boolean {
  try {
    return statSync(file, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    throw asFileError(error, "read", file);
  }
}
