import { createReadStream } from "node:fs";
import { appError } from "#app/errors.ts";
import { asFileError } from "./file-errors.ts";

/** The largest item has 400 KB, and JSON needs at most six bytes for one. */
const LONGEST_LINE = 4 * 1024 * 1024;

/** The lines of a text file. Throws `file-unusable` when it cannot be read, `bad-export` for what has no lines. */
export async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = "";
  try {
    for await (const chunk of createReadStream(file, "utf8")) {
      const lines = `${rest}${chunk}`.split("\n");
      rest = lines.pop() ?? "";
      yield* lines;
      if (rest.length > LONGEST_LINE) throw appError("bad-export", `${file} is not an export: a line of it is longer than any item.`, { file });
    }
  } catch (error) {
    throw asFileError(error, "read", file);
  }
  if (rest !== "") yield rest;
}

/** Undefined, which is no JSON value, where the text is no JSON. */
export function jsonIn(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined; // the caller says what it expected
  }
}
